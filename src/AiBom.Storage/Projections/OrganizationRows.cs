using AiBom.Domain;

namespace AiBom.Storage.Projections;

/// <summary>A registered organization.</summary>
internal sealed class OrganizationRow
{
    public required string Id { get; set; }

    public required string DisplayName { get; set; }

    public required long Sequence { get; set; }
}

/// <summary>A name that binds to an organization: its id, its display name, an alias.</summary>
internal sealed class OrganizationNameRow
{
    /// <summary>The hash of the folded name, see <see cref="TextHash.OfName"/>.</summary>
    public required Digest NameHash { get; set; }

    public required string Name { get; set; }

    public required string Organization { get; set; }
}

/// <summary>A signer that may speak for an organization.</summary>
internal sealed class SignerRow
{
    public required string Organization { get; set; }

    public required Digest KeyId { get; set; }

    /// <summary>The registration that counts, as canonical JSON.</summary>
    public required byte[] Registration { get; set; }

    public DateTimeOffset? RevokedSince { get; set; }

    public string? RevocationReason { get; set; }

    /// <summary>The entry that first registered it.</summary>
    public required long Sequence { get; set; }

    /// <summary>The last entry that registered, changed or revoked it.</summary>
    public required long LastSequence { get; set; }
}

/// <summary>An issued token, by its digest.</summary>
internal sealed class AccessTokenRow
{
    public required Digest Token { get; set; }

    public required string Holder { get; set; }

    public required long Sequence { get; set; }
}

/// <summary>Stored bytes.</summary>
internal sealed class ArtifactRow
{
    public required Digest Artifact { get; set; }

    public required long Length { get; set; }

    public required long Sequence { get; set; }
}
