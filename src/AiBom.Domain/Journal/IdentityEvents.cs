namespace AiBom.Domain.Journal;

/// <summary>Somebody says that two keys name one thing. A statement of the actor's, never a merge.</summary>
/// <param name="One">One key (<see cref="IdentityKey.Text"/>), the lesser of the two as text.</param>
/// <param name="Other">The other key.</param>
/// <param name="Reason">How the actor knows.</param>
public sealed record SameAsAsserted(string One, string Other, string Reason) : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "SAME_AS_ASSERTED";
}

/// <summary>The actor takes such a statement of its own back. It stays in the record, and no longer joins.</summary>
/// <param name="One">The key as it was asserted.</param>
/// <param name="Other">The other key.</param>
/// <param name="Reason">Why.</param>
public sealed record SameAsRetracted(string One, string Other, string Reason) : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "SAME_AS_RETRACTED";
}
