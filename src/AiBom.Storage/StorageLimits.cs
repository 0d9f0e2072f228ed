namespace AiBom.Storage;

/// <summary>
/// The bounds of what the store takes. Whoever builds an event checks these first: what is longer is refused with an
/// exception, because cutting an identifier would make it another one.
/// </summary>
public static class StorageLimits
{
    /// <summary>The most characters of an actor's name, which is also the holder's name of a token.</summary>
    public const int Actor = 256;

    /// <summary>The most characters of an organization's id.</summary>
    public const int OrganizationId = 128;

    /// <summary>The most characters of a deployment's id.</summary>
    public const int DeploymentId = 400;

    /// <summary>The most characters of an advisory's id.</summary>
    public const int AdvisoryId = 64;

    /// <summary>The most characters of a policy's id.</summary>
    public const int PolicyId = 64;

    /// <summary>
    /// The most rows that one page has: a page of 1,000 and one more, which tells whether there are others.
    /// </summary>
    public const int Page = 1_001;

    /// <summary>
    /// The most keys that are read to find out what a short commit may mean: that many are made up, not grown.
    /// </summary>
    public const int Alike = 4_096;

    /// <summary>The most parameters of one query: SQL Server takes 2,100, SQLite 32,766.</summary>
    internal const int Parameters = 900;

    /// <summary>The most records of what was given to whom that one document makes.</summary>
    internal const int Records = 100_000;

    /// <summary>The most sessions that are kept open for the next read.</summary>
    internal const int IdleSessions = 8;

    /// <summary>The most commands that one transaction commits.</summary>
    internal const int CommandsPerCommit = 256;

    /// <summary>The most defects that one verification lists.</summary>
    internal const int Defects = 1_000;
}
