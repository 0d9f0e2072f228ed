using System.Collections.Frozen;
using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Registry.Gates;

/// <summary>
/// Every version of every policy, as of one moment. Immutable, so that a decision rests on one of these.
/// </summary>
public sealed class PolicySet
{
    /// <summary>The id of the policy by which gates decide where no other is asked for.</summary>
    public const string Default = "default";

    /// <summary>The id of the policy by which submissions are taken where the operator names no other.</summary>
    public const string Standard = "standard";

    private const string Folder = "policies/";

    private readonly FrozenDictionary<string, ImmutableArray<PolicyVersion>> versions;

    internal PolicySet(IEnumerable<PolicyVersion> policies)
    {
        All =
        [
            .. policies.OrderBy(policy => policy.Id, StringComparer.Ordinal).ThenBy(policy => policy.Version),
        ];
        Version = All.Select(policy => policy.Origin?.Sequence ?? 0).DefaultIfEmpty().Max();
        versions = All.GroupBy(policy => policy.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>The policies that are there before any is registered.</summary>
    public static ImmutableArray<PolicyVersion> BuiltIn { get; } =
    [
        .. typeof(PolicySet).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
            .Select(ReadBuiltIn),
    ];

    /// <summary>The journal entry that registered the last of them; 0 where none was.</summary>
    public long Version { get; }

    /// <summary>In order of id and version.</summary>
    public ImmutableArray<PolicyVersion> All { get; }

    /// <summary>Finds a policy; null where there is none.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="version">Its version; null for the newest.</param>
    public PolicyVersion? Find(string id, int? version = null) =>
        versions.GetValueOrDefault(id, []).LastOrDefault(policy => version is null || policy.Version == version);

    /// <summary>The policy by which a gate decides; null where there is none, or it is not for gates.</summary>
    /// <param name="id">Its id; null for the one that decides where none is asked for.</param>
    public PolicyVersion? FindGate(string? id) =>
        Find(id ?? Default) is { Rules.IsEmpty: false } policy ? policy : null;

    /// <summary>The policy by which submissions are taken; null where there is none, or it is not for them.</summary>
    public PolicyVersion? FindIngest(string id) => Find(id) is { Ingest.IsEmpty: false } policy ? policy : null;

    /// <summary>Whether a policy is the newest of its id, and so the one that decides.</summary>
    public bool IsCurrent(PolicyVersion policy) => Find(policy.Id)?.Version == policy.Version;

    internal PolicySet With(IEnumerable<PolicyVersion> added) => new(All.Concat(added));

    private static PolicyVersion ReadBuiltIn(string resource)
    {
        using Stream stream = typeof(PolicySet).Assembly.GetManifestResourceStream(resource)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return PolicyReader.Read(bytes.ToArray()) switch
        {
            PolicyReading.Read(PolicyVersion policy) => policy,
            PolicyReading.Refused(ImmutableArray<Finding> findings) =>
                throw new InvalidDataException($"The built-in '{resource}' is no policy: {findings[0].Message}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
