using Transcoder.Media.Processes;

namespace Transcoder.Media.Tests.Processes;

public sealed class BubblewrapTests
{
    [Fact]
    public void The_source_is_bound_after_the_folder_of_the_result() => Assert.EndsWith(
        " --dev /dev --bind /w /w --ro-bind-try /w/a.mkv /w/a.mkv --ro-bind-try /in/b.mkv /in/b.mkv --remount-ro / --chdir / --",
        Line("/usr/bin/ffmpeg", Confinement.To("/w/a.mkv", "/in/b.mkv") with { Writes = "/w/out.mkv" }),
        StringComparison.Ordinal);

    [Fact]
    public void Without_a_result_nothing_is_writable() =>
        Assert.DoesNotContain(" --bind ", Line("/usr/bin/ffprobe", Confinement.To("/in/a.mkv")), StringComparison.Ordinal);

    [Fact]
    public void A_program_of_ones_own_brings_its_folder() =>
        Assert.Contains(" --ro-bind /home/me/bin /home/me/bin --remount-ro /", Line("/home/me/bin/ffmpeg", new Confinement()), StringComparison.Ordinal);

    private static string Line(string program, Confinement confinement) => string.Join(' ', Bubblewrap.Arguments(Bubblewrap.AsUser, program, confinement));
}
