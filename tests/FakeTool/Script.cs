using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Transcoder.Media.Processes;

namespace Transcoder.FakeTool;

/// <summary>
/// Plays its arguments from left to right, each a word with its own arguments: what a test needs of an unreliable tool.
/// <list type="bullet">
/// <item>say TEXT, complain TEXT: one line on standard output or error</item>
/// <item>flood-output BYTES, flood-error BYTES: that much in lines of 100 bytes</item>
/// <item>progress BLOCKS FRAMES: that many blocks as ffmpeg's -progress writes them, FRAMES further each, the last one "end"</item>
/// <item>progress-forever MILLISECONDS: a block of one frame more at each interval</item>
/// <item>copy-input: standard input to standard output</item>
/// <item>arguments …: the rest of the arguments, one NUL after each</item>
/// <item>variable NAME, folder: an environment variable, the working folder</item>
/// <item>pid-file PATH: writes the process id</item>
/// <item>write PATH BYTES: a file of that many zeros</item>
/// <item>ignore-terminate, exit-on-terminate CODE: what SIGTERM does from now on</item>
/// <item>spawn PATH, spawn-escaped PATH: a child that hangs, in the same process group or out of it, and its id into a file</item>
/// <item>parent …: runs this program again through a ToolRunner with the rest of the arguments</item>
/// <item>confined PATH MILLISECONDS: "sleep" in a sandbox, the id of its group into a file, and so much later SIGKILL to itself</item>
/// <item>burn: uses a CPU for ever; hang: waits for ever; crash: SIGKILL to itself; exit CODE</item>
/// </list>
/// </summary>
internal sealed class Script(string[] arguments)
{
    private readonly Queue<string> _words = new(arguments);
    private readonly List<IDisposable> _signals = [];

    public async Task<int> PlayAsync()
    {
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        using var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        while (_words.TryDequeue(out var word))
        {
            if (word == "exit")
            {
                return Number();
            }

            await PlayAsync(word, output, error);
        }

        return 0;
    }

    private async Task PlayAsync(string word, StreamWriter output, StreamWriter error)
    {
        switch (word)
        {
            case "say":
                await output.WriteLineAsync(_words.Dequeue());
                break;
            case "complain":
                await error.WriteLineAsync(_words.Dequeue());
                break;
            case "flood-output":
                await FloodAsync(output, Number());
                break;
            case "flood-error":
                await FloodAsync(error, Number());
                break;
            case "progress":
                await ProgressAsync(output, blocks: Number(), step: Number());
                break;
            case "progress-forever":
                await ProgressForeverAsync(output, TimeSpan.FromMilliseconds(Number()));
                break;
            case "copy-input":
                await Console.OpenStandardInput().CopyToAsync(output.BaseStream);
                break;
            case "arguments":
                await output.WriteAsync(string.Concat(Rest().Select(argument => argument + '\0')));
                break;
            case "variable":
                await output.WriteLineAsync(Environment.GetEnvironmentVariable(_words.Dequeue()));
                break;
            case "folder":
                await output.WriteLineAsync(Environment.CurrentDirectory);
                break;
            case "pid-file":
                Announce(_words.Dequeue(), Environment.ProcessId);
                break;
            case "write":
                await File.WriteAllBytesAsync(_words.Dequeue(), new byte[Number()]);
                break;
            case "ignore-terminate":
                _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true));
                break;
            case "exit-on-terminate":
                var code = Number();
                _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(code)));
                break;
            case "spawn":
                Announce(_words.Dequeue(), Children.Spawn([Children.Self, "hang"]));
                break;
            case "spawn-escaped":
                Announce(_words.Dequeue(), Children.Spawn(["setsid", Children.Self, "hang"]));
                break;
            case "parent":
                await using (var runner = new ToolRunner())
                {
                    await runner.RunAsync(new ToolRequest { Program = Children.Self, Arguments = Rest() }, CancellationToken.None);
                }

                break;
            case "confined":
                await ConfinedAsync(_words.Dequeue(), TimeSpan.FromMilliseconds(Number()));
                break;
            case "burn":
                for (ulong turns = 0; ; turns++)
                {
                    GC.KeepAlive(turns);
                }

            case "hang":
                await Task.Delay(Timeout.InfiniteTimeSpan);
                break;
            case "crash":
                Children.KillSelf();
                break;
            default:
                throw new ArgumentException($"Unknown word '{word}'.");
        }
    }

    private static async Task ConfinedAsync(string path, TimeSpan delay)
    {
        await using var runner = new ToolRunner();
        await runner.FindSandboxAsync();
        var begun = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = runner.RunAsync(
            new ToolRequest { Program = "sleep", Arguments = ["1000"], Confinement = new Confinement(), Started = begun.SetResult }, CancellationToken.None);
        Announce(path, await begun.Task);
        await Task.Delay(delay);
        Children.KillSelf();
    }

    private static async Task FloodAsync(StreamWriter writer, int bytes)
    {
        var line = new string('x', 99);
        for (var written = 0; written < bytes; written += 100)
        {
            await writer.WriteLineAsync(line);
        }
    }

    private static async Task ProgressAsync(StreamWriter output, int blocks, int step)
    {
        for (var block = 1; block <= blocks; block++)
        {
            await output.WriteAsync(Block(block * step, block == blocks ? "end" : "continue"));
        }
    }

    private static async Task ProgressForeverAsync(StreamWriter output, TimeSpan interval)
    {
        for (var frame = 1; ; frame++)
        {
            await output.WriteAsync(Block(frame, "continue"));
            await Task.Delay(interval);
        }
    }

    private static string Block(int frame, string state) => string.Create(
        CultureInfo.InvariantCulture,
        $"frame={frame}\nfps=0.00\nbitrate=N/A\ntotal_size=567\nout_time_us={frame * 40_000L}\nout_time_ms={frame * 40_000L}\nspeed=1.5x\nprogress={state}\n");

    // Written beside and renamed, so that who waits for the file never reads half a number.
    private static void Announce(string path, int processId)
    {
        var half = path + ".half";
        File.WriteAllText(half, processId.ToString(CultureInfo.InvariantCulture));
        Media.Files.AtomicFile.TryMove(half, path);
    }

    private int Number() => int.Parse(_words.Dequeue(), CultureInfo.InvariantCulture);

    private string[] Rest()
    {
        var rest = _words.ToArray();
        _words.Clear();
        return rest;
    }
}
