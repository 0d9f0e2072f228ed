using AiBom.Verification.Sigstore.Logs;

namespace AiBom.Verification.Tests.Sigstore;

public sealed class CheckpointTests
{
    private const string Root = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string Line = "\u2014 log.example AAAAAAA=\n";

    [Theory]
    [InlineData($"log.example\n7\n{Root}\n\n{Line}", "log.example 7 1")]
    [InlineData($"log.example - 1\n0\n{Root}\nTimestamp: 1\n\n{Line}{Line}", "log.example - 1 0 2")]
    [InlineData($"log.example\n9223372036854775807\n{Root}\n\n{Line}", "log.example 9223372036854775807 1")]
    public void A_checkpoint_says_origin_size_root_and_signatures(string note, string expected)
    {
        Checkpoint? read = Checkpoint.Read(note, out string? problem);

        Assert.Null(problem);
        Assert.Equal(expected, $"{read!.Origin} {read.TreeSize} {read.Signatures.Length}");
        Assert.Equal(32, read.RootHash.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n")]
    [InlineData("\n\n\n")]
    [InlineData($"log.example\n7\n{Root}\n")]
    [InlineData($"log.example\n7\n{Root}\n\n")]
    [InlineData($"log.example\n7\n{Root}\n\n\n")]
    [InlineData($"log.example\n7\n{Root}\n{Line}")]
    [InlineData($"\n7\n{Root}\n\n{Line}")]
    [InlineData($"log.example\n{Root}\n\n{Line}")]
    [InlineData($"log.example\n7\n\n{Line}")]
    [InlineData($"log.example\n-7\n{Root}\n\n{Line}")]
    [InlineData($"log.example\n+7\n{Root}\n\n{Line}")]
    [InlineData($"log.example\n07\n{Root}\n\n{Line}")]
    [InlineData($"log.example\n 7\n{Root}\n\n{Line}")]
    [InlineData($"log.example\n7.0\n{Root}\n\n{Line}")]
    [InlineData($"log.example\n9223372036854775808\n{Root}\n\n{Line}")]
    [InlineData($"log.example\n7\nAAAA\n\n{Line}")]
    [InlineData($"log.example\n7\n{Root}\n\n- log.example AAAAAAA=\n")]
    [InlineData($"log.example\n7\n{Root}\n\n\u2014 log.example AAAA\n")]
    [InlineData($"log.example\n7\n{Root}\n\n\u2014 log.example AAAAAAA= more\n")]
    [InlineData($"log.example\n7\n{Root}\n\n\u2014  AAAAAAA=\n")]
    [InlineData($"log.example\n7\n{Root}\n\n{Line}\n")]
    [InlineData($"log.example\n7\n{Root}\n\n\u2014 log.example AAAAAAA=")]
    [InlineData($"log.example\r\n7\r\n{Root}\r\n\r\n{Line}")]
    public void Anything_else_is_none(string note)
    {
        Assert.Null(Checkpoint.Read(note, out string? problem));
        Assert.NotNull(problem);
    }

    [Fact]
    public void Signature_lines_are_bounded()
    {
        const string Text = $"log.example\n7\n{Root}\n\n";
        string most = string.Concat(Enumerable.Repeat(Line, VerificationLimits.CheckpointSignatures));

        Assert.NotNull(Checkpoint.Read(Text + most, out _));
        Assert.Null(Checkpoint.Read(Text + most + Line, out _));
    }
}
