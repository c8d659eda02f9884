using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;

namespace Transcoder.Coordinator.Api;

/// <summary>One profile as it is used, built in or the user's own.</summary>
/// <param name="Name">Also the folder below <c>incoming/</c> that chooses it.</param>
/// <param name="IsDefault">Used where nothing else is chosen.</param>
/// <param name="VideoCodec">How the picture is encoded.</param>
/// <param name="Container">File format of results.</param>
/// <param name="Crf">Constant rate factor.</param>
/// <param name="Preset">The encoder's own name or number.</param>
/// <param name="PixelFormat">Null keeps the source's.</param>
/// <param name="Threads">Null lets decoder and encoder choose.</param>
/// <param name="Audio">What happens to sound.</param>
/// <param name="AudioKilobits">Of encoded stereo sound.</param>
public sealed record ProfileView(
    string Name, bool IsDefault, VideoCodec VideoCodec, OutputContainer Container, int Crf, string Preset,
    string? PixelFormat, int? Threads, AudioRule Audio, int AudioKilobits);
