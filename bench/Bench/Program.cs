using System.CommandLine;
using Transcoder.Bench;

var quick = new Option<bool>("--quick") { Description = "Small sizes: shows that the bench works; its figures mean nothing" };
var only = new Option<string[]>("--only") { Description = "Measures to run: " + string.Join(", ", BenchRun.Names), AllowMultipleArgumentsPerToken = true };
var clips = new Option<int?>("--clips") { Description = "Clips of a throughput run (8)" };
var clipSeconds = new Option<double?>("--clip-seconds") { Description = "Seconds that ffmpeg alone takes for a clip, at least (60)" };
var filmSeconds = new Option<int?>("--film-seconds") { Description = "Length of the film that is shared out in chunks (300)" };
var repeats = new Option<int?>("--repeats") { Description = "Runs of each side (2)" };
var files = new Option<int?>("--files") { Description = "Files that wait, in thousands (100)" };
var jobs = new Option<int?>("--jobs") { Description = "Short jobs of the load, in thousands (10)" };
var command = new RootCommand("Measures the transcoder against what does the same work without it, on this machine, now")
{
    quick, only, clips, clipSeconds, filmSeconds, repeats, files, jobs,
};
command.SetAction((result, cancellationToken) =>
{
    var small = result.GetValue(quick);
    return BenchRun.RunAsync(
        new BenchOptions
        {
            Measures = result.GetValue(only) is { Length: > 0 } named ? named : BenchRun.Names,
            Clips = result.GetValue(clips) ?? (small ? 2 : 8),
            ClipSeconds = result.GetValue(clipSeconds) ?? (small ? 1 : 60),
            Repeats = result.GetValue(repeats) ?? (small ? 1 : 2),
            FilmSeconds = result.GetValue(filmSeconds) ?? (small ? 70 : 300),
            PiecesSeconds = small ? 70 : 90,
            LongFilmMinutes = small ? 5 : 120,
            Encodes = small ? 1 : 5,
            Materials = small ? 2 : 12,
            Drops = small ? 3 : 20,
            Files = 1000 * (result.GetValue(files) ?? (small ? 2 : 100)),
            Jobs = 1000 * (result.GetValue(jobs) ?? (small ? 1 : 10)),
            Fleet = small ? 100 : 1000,
        },
        cancellationToken);
});
return await command.Parse(args).InvokeAsync();
