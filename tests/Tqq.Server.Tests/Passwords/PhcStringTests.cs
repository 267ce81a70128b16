using Tqq.Server.Passwords;

namespace Tqq.Server.Tests.Passwords;

public sealed class PhcStringTests
{
    private const string Example = "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$////";

    [Fact]
    public void A_hash_is_written_as_it_was_read()
    {
        var hash = PhcString.Parse(Example);
        Assert.Equal((19456, 2, 16, 3), (hash.MemoryKiB, hash.Passes, hash.Salt.Length, hash.Hash.Length));
        Assert.Equal(Example, hash.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("$argon2i$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$////")]
    [InlineData("$argon2id$v=16$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$////")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=2$AAECAwQFBgcICQoLDA0ODw$////")]
    [InlineData("$argon2id$v=19$m=-1,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$////")]
    [InlineData("$argon2id$v=19$m=1048577,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$////")]
    [InlineData("$argon2id$v=19$m=19456,t=21,p=1$AAECAwQFBgcICQoLDA0ODw$////")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$!$////")]
    public void Anything_else_or_one_that_asks_for_too_much_is_refused(string text) => Assert.Throws<FormatException>(() => PhcString.Parse(text));
}
