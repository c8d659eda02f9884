using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests;

/// <summary><c>./transcoder</c> on machines that lack something: a copy of it, which finds doubles of all that it would install, build and start.</summary>
public sealed class StartScriptTests : IDisposable
{
    private const string Apt = "apt-get update && apt-get install -y --no-install-recommends ";

    private static readonly string[] Tools = ["bash", "cat", "dirname", "env", "find", "flock", "mkdir", "mktemp", "mv", "readlink", "rm", "sh", "touch"];
    private static readonly string[] Needed = ["ffmpeg", "ffprobe", "rsync", "ssh", "bwrap"];

    private readonly TempTree _tree = new();
    private readonly ToolRunner _runner = new();

    public StartScriptTests()
    {
        _tree.Folder("path");
        foreach (var tool in Tools)
        {
            File.CreateSymbolicLink(_tree.At("path", tool), $"/usr/bin/{tool}");
        }

        File.Copy(RepositoryFolder.Path("transcoder"), _tree.At("transcoder"));
        _tree.File("src/Program.cs", ""u8);
        _tree.File("Directory.Build.props", ""u8);
        _tree.File("global.json", ""u8);
        _tree.Folder("path", "sdk", "10.0.100");
        Add("dotnet", """
            echo "dotnet $*" >> "$LOG"
            case $1 in
            publish) mkdir -p artifacts/transcoder; touch artifacts/transcoder/Transcoder.Cli.dll ;;
            *) echo "started ${*:2}" ;;
            esac
            """);
    }

    public void Dispose()
    {
        _runner.Dispose();
        _tree.Dispose();
    }

    [Theory]
    [InlineData("apt-get", Apt + "ffmpeg rsync openssh-client bubblewrap")]
    [InlineData("dnf", "dnf install -y ffmpeg rsync openssh-clients bubblewrap")]
    [InlineData("pacman", "pacman -S --needed --noconfirm ffmpeg rsync openssh bubblewrap")]
    public async Task Who_may_not_install_is_told_the_command(string manager, string command)
    {
        Add("id", "echo 1000");
        Add(manager, "echo called >> \"$LOG\"");

        var (exitCode, said, _) = await StartAsync();

        Assert.Equal(69, exitCode);
        Assert.Equal(["Missing: ffmpeg rsync openssh-client bubblewrap. Run this as root, then try again:", $"  {command}"], said);
        Assert.Empty(Log());
    }

    [Fact]
    public async Task Without_a_known_package_manager_the_packages_are_named()
    {
        foreach (var tool in Needed.Except(["rsync"]))
        {
            Add(tool, "");
        }

        var (exitCode, said, _) = await StartAsync();

        Assert.Equal(69, exitCode);
        Assert.Equal(["Missing: rsync. Install them with this system's package manager."], said);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public async Task What_is_missing_is_installed_and_the_program_is_built_when_its_source_has_changed(int user)
    {
        Add("id", $"echo {user}");
        Add("sudo", """
            echo "sudo $*" >> "$LOG"
            [ "$1" = -n ] && shift
            exec "$@"
            """);
        Add("true", "");
        Add("apt-get", $"""
            echo "apt-get $*" >> "$LOG"
            [[ $1 = install ]] || exit 0
            for tool in {string.Join(' ', Needed)}; do printf '#!/bin/sh\n' > "{_tree.At("path")}/$tool"; done
            /bin/chmod 755 {string.Join(' ', Needed.Select(tool => _tree.At("path", tool)))}
            """);

        var (exitCode, said, output) = await StartAsync("jobs", "--json");

        Assert.Equal((0, "started jobs --json"), (exitCode, Assert.Single(output)));
        Assert.Equal(["Installing ffmpeg rsync openssh-client bubblewrap ...", "Building (once) ..."], said);
        Assert.Equal(user != 0, Log().Any(line => line.StartsWith("sudo", StringComparison.Ordinal)));
        Assert.Equal(
            ["apt-get update", "apt-get install -y --no-install-recommends ffmpeg rsync openssh-client bubblewrap"],
            Log().Where(line => line.StartsWith("apt-get", StringComparison.Ordinal)));

        (exitCode, said, output) = await StartAsync("doctor");

        Assert.Equal((0, "started doctor"), (exitCode, Assert.Single(output)));
        Assert.Empty(said);

        File.SetLastWriteTimeUtc(_tree.At("src", "Program.cs"), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1));
        (_, said, _) = await StartAsync("doctor");

        Assert.Equal(["Building (once) ..."], said);
    }

    [Fact]
    public async Task An_install_that_fails_says_why_and_what_to_do()
    {
        Add("id", "echo 0");
        Add("apt-get", """
            echo "E: Unable to locate package $*" >&2
            exit 100
            """);

        var (exitCode, said, _) = await StartAsync();

        Assert.Equal(69, exitCode);
        Assert.Contains("E: Unable to locate package update", said);
        Assert.Equal(["Installing failed. Run this as root, then try again:", $"  {Apt}ffmpeg rsync openssh-client bubblewrap"], said.TakeLast(2));
        Assert.Empty(Log());
    }

    [Fact]
    public async Task A_closed_stream_is_not_the_next_file_that_is_opened()
    {
        foreach (var tool in Needed)
        {
            Add(tool, "");
        }

        await StartAsync();
        Add("dotnet", "for stream in 0 1 2; do readlink \"/proc/$$/fd/$stream\" >> \"$LOG\"; done");

        await RunAsync("sh", "-c", $"exec {_tree.At("transcoder")} jobs <&- >&- 2>&-");

        Assert.Equal(["/dev/null", "/dev/null", "/dev/null"], Log().TakeLast(3));
    }

    private void Add(string name, string script)
    {
        var path = _tree.File($"path/{name}", System.Text.Encoding.UTF8.GetBytes($"#!/usr/bin/env bash\n{script}\n"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string[] Log() => File.Exists(_tree.At("log")) ? File.ReadAllLines(_tree.At("log")) : [];

    private Task<(int ExitCode, IReadOnlyList<string> Said, IReadOnlyList<string> Output)> StartAsync(params string[] arguments) =>
        RunAsync(_tree.At("transcoder"), arguments);

    private async Task<(int ExitCode, IReadOnlyList<string> Said, IReadOnlyList<string> Output)> RunAsync(string program, params string[] arguments)
    {
        var (said, output) = (new List<string>(), new List<string>());
        var ended = await _runner.RunAsync(
            new ToolRequest
            {
                Program = program,
                Arguments = arguments,
                WorkingDirectory = _tree.Root,
                Environment = new Dictionary<string, string>
                {
                    ["PATH"] = _tree.At("path"),
                    ["HOME"] = _tree.Root,
                    ["LOG"] = _tree.At("log"),
                },
                OutputLine = output.Add,
                ErrorLine = said.Add,
            },
            TestContext.Current.CancellationToken);
        return (ended.ExitCode, said, output);
    }
}
