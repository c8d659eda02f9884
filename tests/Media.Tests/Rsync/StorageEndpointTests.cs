using Transcoder.Media.Rsync;

namespace Transcoder.Media.Tests.Rsync;

public sealed class StorageEndpointTests
{
    [Theory]
    [InlineData("file:///srv/media", "/srv/media")]
    [InlineData("file:///srv/media//", "/srv/media")]
    [InlineData("file:///srv/my films/%41", "/srv/my films/%41")]
    public void A_file_endpoint_is_its_root_as_it_stands(string text, string root)
    {
        Assert.True(StorageEndpoint.TryParse(text, out var endpoint, out var problem));
        Assert.Null(problem);
        Assert.Equal(new StorageEndpoint.FileEndpoint(root), endpoint);
    }

    [Theory]
    [InlineData("ssh://media@nas/srv", "media", "nas", 22, "/srv")]
    [InlineData("ssh://media@nas.example.org:2222/srv/a b", "media", "nas.example.org", 2222, "/srv/a b")]
    [InlineData("ssh://media@nas/", "media", "nas", 22, "/")]
    [InlineData("ssh://m_1.x@[::1]:2222/srv", "m_1.x", "::1", 2222, "/srv")]
    [InlineData("ssh://media@[fe80::1%eth0]/srv", "media", "fe80::1%eth0", 22, "/srv")]
    public void An_ssh_endpoint_is_user_host_port_and_root(string text, string user, string host, int port, string root)
    {
        Assert.True(StorageEndpoint.TryParse(text, out var endpoint, out _));
        Assert.Equal(new StorageEndpoint.SshEndpoint(user, host, port, root), endpoint);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/srv/media")]
    [InlineData("http://nas/srv")]
    [InlineData("file://srv/media")]
    [InlineData("file:///srv/../etc")]
    [InlineData("file:///srv//media")]
    [InlineData("file:///srv/me\ndia")]
    [InlineData("ssh://nas/srv")]
    [InlineData("ssh://media@nas")]
    [InlineData("ssh://media@nas/srv/./x")]
    [InlineData("ssh://media:secret@nas/srv")]
    [InlineData("ssh://-oProxyCommand=x@nas/srv")]
    [InlineData("ssh://media@-oProxyCommand=x/srv")]
    [InlineData("ssh://media@na s/srv")]
    [InlineData("ssh://me dia@nas/srv")]
    [InlineData("ssh://a@b@nas/srv")]
    [InlineData("ssh://media@nas:0/srv")]
    [InlineData("ssh://media@nas:65536/srv")]
    [InlineData("ssh://media@nas:22x/srv")]
    [InlineData("ssh://media@nas:/srv")]
    [InlineData("ssh://media@/srv")]
    [InlineData("ssh://@nas/srv")]
    [InlineData("ssh://media@[::1/srv")]
    [InlineData("ssh://media@[]/srv")]
    [InlineData("ssh://media@$(id)/srv")]
    public void Anything_else_is_refused_with_a_sentence(string? text)
    {
        Assert.False(StorageEndpoint.TryParse(text, out var endpoint, out var problem));
        Assert.Null(endpoint);
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }
}
