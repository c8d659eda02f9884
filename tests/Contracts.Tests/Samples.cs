namespace Transcoder.Contracts.Tests;

/// <summary>One filled instance of every record in Contracts: each member has a value, so each shows in the golden files.</summary>
internal static class Samples
{
    private static readonly Guid Job = new("11111111-1111-4111-8111-111111111111");
    private static readonly Guid Part = new("22222222-2222-4222-8222-222222222222");
    private static readonly Guid Attempt = new("33333333-3333-4333-8333-333333333333");
    private static readonly Guid Execution = new("44444444-4444-4444-8444-444444444444");
    private static readonly Guid Encoder = new("55555555-5555-4555-8555-555555555555");
    private static readonly string SourceHash = new('a', 64);
    private static readonly string ResultHash = new('b', 64);

    private static readonly ShapeSettings Shape = new() { Width = 720, Height = 576, SampleWidth = 16, SampleHeight = 15, Rotation = -90, Mirrored = true };

    private static readonly ColorSettings Color = new() { Primaries = 9, Transfer = 16, Matrix = 9, FullRange = true };

    private static readonly MasteringSettings Mastering = new()
    {
        RedX = 34000,
        RedY = 16000,
        GreenX = 13250,
        GreenY = 34500,
        BlueX = 7500,
        BlueY = 3000,
        WhiteX = 15635,
        WhiteY = 16450,
        MaxLuminance = 10_000_000,
        MinLuminance = 50,
    };

    private static readonly PieceSettings Piece = new() { Content = PieceContent.Tracks, Start = 10_000, End = 40_040, Frames = 720, Rotation = -90 };

    private static readonly LightSettings Light = new() { MaxContent = 1000, MaxFrameAverage = 400 };

    private static readonly TimeBaseSettings TimeBase = new() { Numerator = 1, Denominator = 12_800 };

    private static readonly VideoSettings Video = new()
    {
        SourceStream = 0,
        Codec = VideoCodec.Av1,
        Crf = 32,
        Preset = "6",
        PixelFormat = "yuv420p10le",
        Threads = 4,
        Fields = FieldOrder.BottomFirst,
        Scan = Scan.Deinterlaced,
        PadWidth = true,
        PadHeight = true,
        FramesOnly = true,
        FrameRate = 30,
        TimeBase = TimeBase,
        Shape = Shape,
        Color = Color,
        Mastering = Mastering,
        Light = Light,
    };

    private static readonly StreamSettings Sound = new()
    {
        SourceStream = 1,
        Kind = StreamKind.Audio,
        Codec = StreamCodec.Opus,
        SourceCodec = "dts",
        Kilobits = 128,
        Dispositions = Dispositions.Default | Dispositions.Comment,
        Language = "ger",
        Channels = 2,
    };

    private static readonly EncodeSettings Settings = new() { Container = OutputContainer.WebM, Video = Video, Streams = [Sound], Chapters = 12 };

    private static readonly ExecutionProgress Progress = new()
    {
        JobId = Job,
        PartId = Part,
        AttemptId = Attempt,
        ExecutionId = Execution,
        Phase = ExecutionPhase.Checking,
        Frames = 1200,
        FramesPerSecond = 47.5,
        Percent = 62.5,
        Remaining = TimeSpan.FromSeconds(90.5),
    };

    /// <summary>In the order of the way of one file, then what messages are made of.</summary>
    public static IReadOnlyList<object> All { get; } =
    [
        new SubmitJob { Path = "av1/A Film.mov", Profile = "av1", Priority = 10 },
        new CancelJob { JobId = Job },
        new RequestAnswered { Taken = false, Reason = "There is no file \"av1/A Film.mov\"", RequestId = Attempt, JobId = Job, Path = "av1/A Film.mov" },
        new JobChanged
        {
            JobId = Job,
            State = "notSmaller",
            Source = "incoming/av1/A Film.mov",
            SourceBytes = 5_000_000_000,
            Profile = "av1",
            Output = "av1/A Film.mkv",
            OutputBytes = 5_100_000_000,
            Reason = "The result is not smaller",
        },
        new TranscodeRequested
        {
            JobId = Job,
            PartId = Part,
            AttemptId = Attempt,
            Attempt = 2,
            SourcePath = "incoming/av1/A Film.mov",
            SourceBytes = 5_000_000_000,
            ResultFolder = "work/arrivals",
            Settings = Settings,
            SettingsHash = "c0ffee",
            Piece = Piece,
            Endpoints = ["file:///media", "ssh://transcoder@storage:22/media"],
            MaximumBytes = 5_000_000_000,
            AcceptDamage = true,
            Suspected = true,
            ExpectedFrames = 1920,
            Duration = TimeSpan.FromSeconds(80),
            AvoidEncoders = ["attic"],
            Toolchain = "ffmpeg-7",
        },
        new TranscodeStarted
        {
            JobId = Job,
            PartId = Part,
            AttemptId = Attempt,
            ExecutionId = Execution,
            EncoderId = Encoder,
            EncoderName = "cellar",
            StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        },
        new TranscodeCompleted
        {
            JobId = Job,
            PartId = Part,
            AttemptId = Attempt,
            ExecutionId = Execution,
            EncoderId = Encoder,
            EncoderName = "cellar",
            SourceSha256 = SourceHash,
            SettingsHash = "c0ffee",
            ResultPath = "work/arrivals/44444444444444448444444444444444.webm",
            ResultBytes = 900_000_000,
            ResultSha256 = ResultHash,
            Frames = 1920,
            EncodeTime = TimeSpan.FromMinutes(75),
            SourceDamage = "the source is damaged at 0:00:07.2: File ended prematurely",
            Toolchain = "ffmpeg-7",
        },
        new TranscodeFailed
        {
            JobId = Job,
            PartId = Part,
            AttemptId = Attempt,
            ExecutionId = Execution,
            EncoderId = Encoder,
            EncoderName = "cellar",
            Kind = FailureKind.Stalled,
            Reason = "Neither frames nor CPU time grew for 2 minutes.",
            ExitCode = 137,
            LogTail = ["[av1 @ 0x1] first line", "last line"],
        },
        new TranscodeDeclined
        {
            JobId = Job,
            PartId = Part,
            AttemptId = Attempt,
            EncoderId = Encoder,
            EncoderName = "cellar",
            Reason = "The order wants another toolchain.",
        },
        new TranscodeHandedBack
        {
            JobId = Job,
            PartId = Part,
            AttemptId = Attempt,
            ExecutionId = Execution,
            EncoderId = Encoder,
            EncoderName = "cellar",
        },
        new CancelTranscode { JobId = Job, Reason = "The user cancelled the job.", ExecutionId = Execution },
        new EncoderHeartbeat
        {
            EncoderId = Encoder,
            EncoderName = "cellar",
            State = EncoderState.Unwell,
            Slots = 2,
            Executions = [Progress],
            StateReason = "libsvtav1 is missing.",
            Version = "0.1.0",
            Toolchain = "ffmpeg-7",
            FfmpegVersion = "7.1.5",
            FreeWorkBytes = 64_000_000_000,
            Sandbox = SandboxLevel.Full,
        },
        Settings,
        Video,
        TimeBase,
        Shape,
        Color,
        Mastering,
        Light,
        Piece,
        Sound,
        Progress,
    ];
}
