using System.Collections.Frozen;
using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Registry.Gates;

/// <summary>
/// Every version of every policy, as of one moment. Immutable, so that a decision rests on one of these.
/// </summary>
public sealed class PolicySet
{
    /// <summary>The id of the policy that decides where none is asked for.</summary>
    public const string Default = "default";

    private readonly FrozenDictionary<string, ImmutableArray<PolicyVersion>> versions;

    internal PolicySet(IEnumerable<PolicyVersion> policies)
    {
        All =
        [
            .. policies.OrderBy(policy => policy.Id, StringComparer.Ordinal).ThenBy(policy => policy.Version),
        ];
        versions = All.GroupBy(policy => policy.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>The policy that is there before any is registered.</summary>
    public static PolicyVersion BuiltIn { get; } = ReadBuiltIn();

    /// <summary>In order of id and version.</summary>
    public ImmutableArray<PolicyVersion> All { get; }

    /// <summary>Finds a policy; null where there is none.</summary>
    /// <param name="id">Its id; null for the one that decides where none is asked for.</param>
    /// <param name="version">Its version; null for the newest.</param>
    public PolicyVersion? Find(string? id, int? version = null) =>
        versions.GetValueOrDefault(id ?? Default, [])
            .LastOrDefault(policy => version is null || policy.Version == version);

    /// <summary>Whether a policy is the newest of its id, and so the one that decides.</summary>
    public bool IsCurrent(PolicyVersion policy) => Find(policy.Id)?.Version == policy.Version;

    internal PolicySet With(IEnumerable<PolicyVersion> added) => new(All.Concat(added));

    private static PolicyVersion ReadBuiltIn()
    {
        const string resource = "policies/default.json";
        using Stream stream = typeof(PolicySet).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource '{resource}' is not in the assembly.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return PolicyReader.Read(bytes.ToArray()) switch
        {
            PolicyReading.Read(PolicyVersion policy) => policy,
            PolicyReading.Refused(ImmutableArray<Finding> findings) =>
                throw new InvalidDataException($"The built-in policy is none: {findings[0].Message}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
