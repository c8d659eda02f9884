using System.Globalization;
using Transcoder.Bench.Films;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Bench.Peers;

/// <summary>GNU parallel with <c>--trc</c>: it carries each file to a host over SSH, runs ffmpeg there, and carries the result back.</summary>
internal sealed class ParallelPeer(ToolRunner tools, SshServer ssh)
{
    public async Task<double> SecondsAsync(Batch batch, int hosts, CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var folder = tree.Folder("in");
        batch.CopyInto(folder);
        var names = Enumerable.Range(1, hosts).Select(number => string.Create(CultureInfo.InvariantCulture, $"bench-host-{number}")).ToList();
        var configuration = tree.At("ssh_config");
        await File.WriteAllTextAsync(configuration, Configuration(names), cancellationToken);
        var request = new ToolRequest
        {
            Program = "parallel",
            Arguments =
            [
                "--will-cite", "--quote", .. names.SelectMany(name => (string[])["--sshlogin", $"1/ssh -F {configuration} {name}"]),
                "--workdir", tree.Folder("remote"), "--trc", "{.}" + batch.Extension,
                "ffmpeg", .. BenchProfile.Arguments(batch.Settings, "{}", "{.}" + batch.Extension),
                ":::", .. batch.Names,
            ],
            WorkingDirectory = folder,
            Environment = new Dictionary<string, string> { ["PARALLEL_HOME"] = tree.Folder("parallel") },
        };
        var seconds = await Watch.SecondsAsync(async () => Proof.Demand(await tools.RunAsync(request, cancellationToken), "parallel"));
        var results = batch.Names.Count(name => File.Exists(Path.Combine(folder, Path.ChangeExtension(name, batch.Extension))));
        Proof.Demand(results == batch.Names.Count, $"parallel brought back {results} of {batch.Names.Count} results");
        return seconds;
    }

    // Two names of one server are two hosts for it.
    private string Configuration(IEnumerable<string> names) => string.Concat(names.Select(name => string.Create(CultureInfo.InvariantCulture, $"""
        Host {name}
            HostName 127.0.0.1
            Port {ssh.Port}
            User {ssh.User}
            IdentityFile {ssh.KeyPath}
            IdentitiesOnly yes
            UserKnownHostsFile {ssh.KnownHostsPath}
            StrictHostKeyChecking yes
            BatchMode yes

        """)));
}
