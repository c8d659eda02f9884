using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Transcoder.Encoder.Messaging;
using Transcoder.Encoder.Settings;

namespace Transcoder.Encoder.Tests.Settings;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Encoder:Slots", "0")]
    [InlineData("Encoder:Slots", "65")]
    [InlineData("Encoder:Slots", "many")]
    [InlineData("Encoder:Name", "my machine")]
    [InlineData("Encoder:Name", "")]
    [InlineData("Encoder:WorkDirectory", "relative/path")]
    [InlineData("Encoder:SshKey", "id_ed25519")]
    [InlineData("Encoder:KnownHosts", "known_hosts")]
    [InlineData("Encoder:Check", "Perfect")]
    [InlineData("Encoder:Check", "7")]
    [InlineData("Encoder:StopMode", "Never")]
    [InlineData("Encoder:HeartbeatInterval", "00:00:00.5")]
    [InlineData("Encoder:StallLimit", "00:00:01")]
    [InlineData("Encoder:EncodeLimit", "2.00:00:00")]
    [InlineData("Encoder:MinimumFreeBytes", "-1")]
    [InlineData("Encoder:TransferIdleLimit", "00:00:09")]
    [InlineData("Encoder:TransferTries", "0")]
    [InlineData("Encoder:UnwellAfter", "0")]
    [InlineData("Encoder:ProbeInterval", "00:00:00")]
    [InlineData("Storage:Endpoints:0", "ftp://host/root")]
    [InlineData("Broker:Url", "http://localhost")]
    [InlineData("Broker:DeclareTopology", "maybe")]
    public void A_wrong_setting_is_one_sentence_that_begins_with_its_name(string key, string value)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Start(service: false, (key, value)));

        Assert.StartsWith($"{key}: ", Assert.Single(StartRefusal.Of(wrong)!.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_are_valid() => Start(service: false);

    [Fact]
    public void The_service_needs_a_broker()
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Start(service: true));

        Assert.StartsWith("Broker:Url: ", Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amqps://localhost", "missing.pem")]
    [InlineData("amqps://localhost", "/dev/null")]
    [InlineData("amqp://localhost", "/etc/ssl/certs/ca-certificates.crt")]
    public void An_authority_that_vouches_for_nothing_is_refused(string url, string file)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Start(service: true, ("Broker:Url", url), ("Broker:CaFile", file)));

        Assert.StartsWith("Broker:CaFile: ", Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_broker_url_does_not_show_its_password()
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Start(service: true, ("Broker:Url", "http://user:secret@host/")));

        Assert.DoesNotContain("secret", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_layer_waits_longer_for_its_stop_than_the_one_inside_it()
    {
        foreach (var mode in Enum.GetValues<StopMode>())
        {
            var encoder = new EncoderOptions { StopMode = mode };
            var host = new HostOptions();
            var bus = new MassTransit.MassTransitHostOptions();

            StopTimes.Apply(host, encoder);
            StopTimes.Apply(bus, encoder);

            Assert.True(bus.ConsumerStopTimeout < bus.StopTimeout && bus.StopTimeout < host.ShutdownTimeout);
            Assert.Equal(mode is StopMode.Drain, bus.ConsumerStopTimeout > encoder.EncodeLimit);
        }
    }

    private static void Start(bool service, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        if (service)
        {
            builder.AddEncoderService();
        }
        else
        {
            builder.AddEncoder();
        }

        using var host = builder.Build();
        host.Services.GetRequiredService<IStartupValidator>().Validate();
    }
}
