using Microsoft.Extensions.Configuration;
using Transcoder.Coordinator.Api.Access;

namespace Transcoder.Coordinator.Tests.Api.Access;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData("urls=http://127.0.0.1:8080;http://localhost:1", true)]
    [InlineData("urls=http://[::1]:8080", true)]
    [InlineData("urls=http://127.0.0.1:8080 http_ports=80", true)]
    [InlineData("urls=http://unix:/run/api.sock", true)]
    [InlineData("", true)]
    [InlineData("urls=http://127.0.0.1:8080;http://0.0.0.0:8080", false)]
    [InlineData("urls=http://*:8080", false)]
    [InlineData("urls=http://+:8080", false)]
    [InlineData("urls=https://[::]:8080", false)]
    [InlineData("urls=http://192.168.1.1", false)]
    [InlineData("urls=http://films.example:8080", false)]
    [InlineData("urls=http://localhost.example:8080", false)]
    [InlineData("http_ports=8080", false)]
    [InlineData("https_ports=8443", false)]
    [InlineData("Kestrel:Endpoints:A:Url=http://0.0.0.0:8080 urls=http://127.0.0.1:8080", false)]
    [InlineData("Kestrel:Endpoints:A:Url=http://127.0.0.1:1 Kestrel:Endpoints:B:Url=https://10.0.0.1:2", false)]
    [InlineData("Kestrel:Endpoints:A:Url=http://127.0.0.1:1", true)]
    public void Only_addresses_of_this_machine_are_its_own(string settings, bool own)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1])).Build();

        Assert.Equal(own, ListenAddresses.Of(configuration).All(listen => Loopback.IsAddress(listen.Address)));
    }
}
