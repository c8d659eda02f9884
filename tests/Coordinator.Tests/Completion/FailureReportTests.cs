using Transcoder.Coordinator.Completion;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Tests.Jobs;

namespace Transcoder.Coordinator.Tests.Completion;

public class FailureReportTests
{
    [Fact]
    public void A_report_is_called_like_its_source() =>
        Assert.Equal("a/film.mkv.h264.report.txt", FailureReport.Name("a/film.mkv", JobBuilder.Waiting()));

    [Fact]
    public void It_says_what_was_to_change_on_the_way()
    {
        var job = JobBuilder.Waiting();
        job.Notes = "Stream 1 is left out.\nStream 2 is converted.";
        job.Refuse("No film", JobBuilder.Now);

        var text = FailureReport.Text(job);

        Assert.Contains("Reason:  No film\nNote:    Stream 1 is left out.\nNote:    Stream 2 is converted.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_is_cut_and_never_meets_that_of_another_job()
    {
        var (one, other) = (JobBuilder.Waiting(), JobBuilder.Waiting());
        var name = FailureReport.Name($"a/{new string('ü', 120)}.mkv", one);

        Assert.StartsWith("a/üüü", name, StringComparison.Ordinal);
        Assert.EndsWith($".{one.Id:n}.h264.report.txt", name, StringComparison.Ordinal);
        // The temporary name has five bytes more.
        Assert.InRange(FileNames.Bytes(name["a/".Length..]), 240, 250);
        Assert.NotEqual(name, FailureReport.Name($"a/{new string('ü', 120)}.mkv", other));
    }
}
