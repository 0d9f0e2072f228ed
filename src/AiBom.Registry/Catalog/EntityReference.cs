using System.Collections.Immutable;

namespace AiBom.Registry.Catalog;

/// <summary>What people have in hand when they ask about something.</summary>
public abstract record EntityReference
{
    private EntityReference()
    {
    }

    /// <summary>The reference as a person would write it.</summary>
    public abstract string Text { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Text;

    /// <summary>An id from an earlier answer.</summary>
    public sealed record ById(int Id) : EntityReference
    {
        /// <inheritdoc/>
        public override string Text => $"id {Id}";
    }

    /// <summary>A digest: of the thing itself, of all its files, or of one of its files.</summary>
    public sealed record ByDigest(string Digest) : EntityReference
    {
        /// <inheritdoc/>
        public override string Text => Digest;
    }

    /// <summary>A package URL, with its revision.</summary>
    public sealed record ByPackageUrl(string PackageUrl) : EntityReference
    {
        /// <inheritdoc/>
        public override string Text => PackageUrl;
    }

    /// <summary>A name, <c>group/name</c> or <c>group/name@version</c>.</summary>
    public sealed record ByName(string Name) : EntityReference
    {
        /// <inheritdoc/>
        public override string Text => Name;
    }
}

/// <summary>What a reference led to.</summary>
public abstract record EntityLookup
{
    private EntityLookup()
    {
    }

    /// <summary>Exactly one thing.</summary>
    /// <param name="Id">The number of the key that stands for it.</param>
    public sealed record Found(int Id) : EntityLookup;

    /// <summary>Nothing in the record.</summary>
    /// <param name="Reference">What was asked for.</param>
    public sealed record NotFound(EntityReference Reference) : EntityLookup;

    /// <summary>Several things; names join nothing, so the caller has to say which.</summary>
    /// <param name="Reference">What was asked for.</param>
    /// <param name="Candidates">Some of what it may mean.</param>
    public sealed record Ambiguous(EntityReference Reference, ImmutableArray<int> Candidates) : EntityLookup;
}
