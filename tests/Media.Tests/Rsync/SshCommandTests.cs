using Transcoder.Media.Rsync;

namespace Transcoder.Media.Tests.Rsync;

public sealed class SshCommandTests
{
    private const string Always =
        "ssh -T -p 2222 -o BatchMode=yes -o StrictHostKeyChecking=yes -o UpdateHostKeys=no -o ClearAllForwardings=yes "
        + "-o ConnectTimeout=15 -o ServerAliveInterval=15 -o ServerAliveCountMax=4 -o LogLevel=ERROR";

    [Fact]
    public void Without_paths_the_users_own_configuration_serves()
    {
        Assert.Equal(Always, SshCommand.For(2222, new SshAccess(), null));
    }

    [Fact]
    public void Paths_are_quoted_for_rsync_and_for_ssh()
    {
        var access = new SshAccess { KeyPath = "/k d/it's %h", KnownHostsPath = "/k d/a\"b" };

        Assert.Equal(
            Always + """ -o IdentitiesOnly=yes -o 'IdentityFile="/k d/it''s %%h"' -o 'UserKnownHostsFile="/k d/a\"b"' -o GlobalKnownHostsFile=/dev/null""",
            SshCommand.For(2222, access, null));
    }

    [Theory]
    [InlineData("relative/key")]
    [InlineData("/a${HOME}")]
    [InlineData("/a\nb")]
    public void Paths_that_ssh_would_change_are_refused(string path)
    {
        Assert.Throws<ArgumentException>(() => SshCommand.For(22, new SshAccess { KeyPath = path }, null));
    }
}
