namespace AiBom.Domain.Journal;

/// <summary>
/// A policy may be decided by, in this version and until a newer version of the same id is registered.
/// </summary>
/// <param name="Policy">The policy's id.</param>
/// <param name="Version">Its version; of one id each is larger than the one before.</param>
/// <param name="Document">The whole policy as canonical JSON (RFC 8785).</param>
/// <param name="Digest">The SHA-256 of <paramref name="Document"/>, by which decisions cite it.</param>
public sealed record PolicyRegistered(string Policy, int Version, string Document, Digest Digest) : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "POLICY_REGISTERED";
}
