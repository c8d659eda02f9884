using System.CommandLine;
using Transcoder.Cli.Client;
using Transcoder.Cli.Terminal;
using Transcoder.Coordinator.Api;

namespace Transcoder.Cli.Commands;

internal static class ProfilesCommand
{
    public static Command Create()
    {
        var command = new Command("profiles", "Lists the profiles of a coordinator");
        var connection = Connection.Of(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var api = connection.Open(result);
            var profiles = await api.GetAsync("/api/profiles", ApiJson.Default.IReadOnlyListProfileView, cancellationToken);
            var table = Tables.New("Name", "Codec", "Container", "CRF", "Preset", "Pixels", "Audio", "Default");
            foreach (var profile in profiles)
            {
                table.Row(profile.Name, profile.VideoCodec.ToString(), profile.Container.ToString(), $"{profile.Crf}", profile.Preset,
                    profile.PixelFormat ?? "as the source", profile.Audio.ToString(), profile.IsDefault ? "yes" : "");
            }

            table.Print();
            return ExitCodes.Done;
        });
        return command;
    }
}
