using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Tests.Preflight;

public sealed class SandboxLevelTests
{
    [Fact]
    public void Heartbeats_number_the_levels_as_the_tools_do() => Assert.Equal(
        Enum.GetValues<SandboxLevel>().Select(level => ((int)level, $"{level}")),
        Enum.GetValues<Contracts.SandboxLevel>().Select(level => ((int)level, $"{level}")));
}
