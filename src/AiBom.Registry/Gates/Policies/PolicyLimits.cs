namespace AiBom.Registry.Gates;

/// <summary>What bounds policies, in one place.</summary>
public static class PolicyLimits
{
    /// <summary>The most bytes of a policy's document.</summary>
    public const int Bytes = 64 * 1_024;

    /// <summary>How deep its values may be inside one another: a policy needs four.</summary>
    public const int Depth = 8;

    /// <summary>The most characters of an id.</summary>
    public const int Id = Storage.StorageLimits.PolicyId;

    /// <summary>The most characters of a description.</summary>
    public const int Description = 1_000;

    /// <summary>The most rules of a policy.</summary>
    public const int Rules = 100;

    /// <summary>The most versions of all policies together: this process holds them.</summary>
    public const int Policies = 10_000;
}
