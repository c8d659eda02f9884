using Microsoft.Extensions.Options;

namespace Transcoder.Encoder.Settings;

[OptionsValidator]
internal sealed partial class EncoderOptionsValidator : IValidateOptions<EncoderOptions>;
