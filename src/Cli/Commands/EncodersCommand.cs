using System.CommandLine;
using Transcoder.Cli.Client;
using Transcoder.Cli.Terminal;
using Transcoder.Coordinator.Api;

namespace Transcoder.Cli.Commands;

internal static class EncodersCommand
{
    public static Command Create()
    {
        var command = new Command("encoders", "Lists the living encoders and what they work on");
        var connection = Connection.Of(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var api = connection.Open(result);
            var encoders = await api.GetAsync("/api/encoders", ApiJson.Default.IReadOnlyListEncoderView, cancellationToken);
            var table = Tables.New("Name", "State", "Slots", "Busy", "FFmpeg", "Free", "Seen", "Reason");
            foreach (var encoder in encoders)
            {
                table.Row(encoder.Name, encoder.State.ToString(), $"{encoder.Slots}", $"{encoder.Work.Count}", encoder.FfmpegVersion,
                    encoder.FreeWorkBytes is { } bytes ? Show.Bytes(bytes) : "", Show.Moment(encoder.SeenAt), encoder.StateReason);
            }

            if (encoders.Count == 0)
            {
                Console.WriteLine("No encoder was heard of lately.");
            }
            else
            {
                table.Print();
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
