using AiBom.Testing.Signing;
using AiBom.Verification.Trust;

namespace AiBom.Registry.Tests.Organizations;

public sealed class OrganizationTests
{
    [Fact]
    public async Task A_name_binds_to_one_organization_whatever_its_case()
    {
        await using Desk desk = await Desk.OpenAsync();

        Assert.Equal("registered", await desk.Register("acme", "Acme GmbH"));
        Assert.Equal("ACME gmbh is taken by acme", await desk.Register("evil", "ACME gmbh"));
        Assert.Equal("Acme is taken by acme", await desk.Register("other", "Acme"));
    }

    [Fact]
    public async Task The_same_registration_again_records_nothing_and_a_further_name_does()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Register("acme", "Acme GmbH");
        long head = await desk.Head();

        await desk.Register("acme", "Acme GmbH");
        Assert.Equal(head, await desk.Head());

        await desk.Register("acme", "Acme Incorporated");
        Assert.Equal(head + 1, await desk.Head());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Acme")]
    [InlineData("acme corp")]
    public async Task An_id_has_lowercase_letters_digits_and_hyphens(string id)
    {
        await using Desk desk = await Desk.OpenAsync();

        Assert.Equal("invalid", await desk.Register(id));
        Assert.Equal(0, await desk.Head());
    }

    [Fact]
    public async Task A_key_speaks_for_a_registered_organization_only()
    {
        await using Desk desk = await Desk.OpenAsync();

        Assert.Equal("unknown organization", await desk.Trust("acme", Signer.Ecdsa()));
    }

    [Fact]
    public async Task The_same_key_again_records_nothing_and_with_other_dates_is_refused()
    {
        await using Desk desk = await Desk.OpenAsync();
        var signer = Signer.Ecdsa();
        await desk.Register("acme");
        await desk.Trust("acme", signer);
        long head = await desk.Head();

        Assert.Equal("registered", await desk.Trust("acme", signer));
        Assert.Equal("invalid", await desk.Trust("acme", signer, until: Desk.Day(20)));
        Assert.Equal("VALUE_INVALID", await desk.Trust("acme", Signer.Ecdsa(), Desk.Day(2), Desk.Day(1)));
        Assert.Equal(head, await desk.Head());
    }

    [Fact]
    public async Task Who_is_trusted_is_known_again_after_a_restart()
    {
        await using Desk desk = await Desk.OpenAsync();
        var signer = Signer.Ecdsa();
        await desk.Register("acme");
        await desk.Trust("acme", signer);

        await desk.RestartAsync();

        Assert.Equal("Accepted", await desk.Post(new Bom("acme/base@1") { Publisher = "Acme" }, signedBy: signer));
        Assert.True(desk.Registry.Trust.Current.HasSigners("acme"));
    }

    [Fact]
    public async Task What_could_not_be_read_again_after_a_restart_is_not_registered()
    {
        await using Desk desk = await Desk.OpenAsync();
        var former = Signer.Ecdsa();
        await desk.Register("acme");
        await desk.Trust("acme", former);
        long head = await desk.Head();

        Assert.Equal("invalid", await desk.Trust(
            new SignerDraft("acme") { PublicKey = Signer.Ecdsa().Pem, ValidUntil = desk.Clock.Now.AddDays(-1) },
            replaces: former));
        Assert.Equal(
            "VALUE_INVALID",
            await desk.Trust("acme", Signer.Ecdsa(), from: Desk.Day(2), until: Desk.Day(2).AddTicks(9)));

        Assert.Equal(head, await desk.Head());
        await desk.RestartAsync();
        Assert.True(desk.Registry.Trust.Current.HasSigners("acme"));
    }
}
