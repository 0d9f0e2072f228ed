using AiBom.Registry.Organizations;
using AiBom.Testing.Sigstore;

namespace AiBom.Registry.Tests.Organizations;

public sealed class TrustedRootRegisterTests : IDisposable
{
    private static readonly byte[] First = VirtualSigstore.Mint(Recipe.Message).TrustedRoot;
    private static readonly byte[] Second = [.. First, (byte)'\n'];

    private readonly string path = Path.GetTempFileName();
    private readonly StandingClock clock = new(Desk.Day(10));

    public void Dispose() => File.Delete(path);

    [Fact]
    public void A_changed_file_is_read_again_once_the_pause_is_over()
    {
        File.WriteAllBytes(path, First);
        var register = TrustedRootRegister.Load([path], clock);
        var before = register.Current.Ids;

        File.WriteAllBytes(path, Second);
        Assert.Equal(before, register.Current.Ids);

        clock.Now += TrustedRootRegister.Pause;
        Assert.NotEqual(before, register.Current.Ids);
        Assert.Empty(register.Problems);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(null)]
    public void A_file_that_becomes_unusable_leaves_the_roots_in_force_and_is_told_of(string? content)
    {
        File.WriteAllBytes(path, First);
        var register = TrustedRootRegister.Load([path], clock);
        List<string> told = [];
        register.OnProblem = told.Add;
        var before = register.Current.Ids;

        if (content is null)
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllText(path, content);
        }

        clock.Now += TrustedRootRegister.Pause;
        Assert.Equal(before, register.Current.Ids);
        Assert.Contains(path, Assert.Single(told), StringComparison.Ordinal);

        File.WriteAllBytes(path, Second);
        clock.Now += TrustedRootRegister.Pause;
        Assert.NotEqual(before, register.Current.Ids);
        Assert.Empty(register.Problems);
    }

    [Fact]
    public void Several_files_stand_side_by_side()
    {
        File.WriteAllBytes(path, First);
        string other = Path.GetTempFileName();
        File.WriteAllBytes(other, Second);

        Assert.Equal(2, TrustedRootRegister.Load([path, other], clock).Current.Ids.Length);
        File.Delete(other);
    }

    [Fact]
    public void A_file_that_is_unusable_from_the_start_is_named()
    {
        File.WriteAllText(path, "{}");

        InvalidDataException unusable =
            Assert.Throws<InvalidDataException>(() => TrustedRootRegister.Load([path], clock));
        Assert.Contains(path, unusable.Message, StringComparison.Ordinal);
    }
}
