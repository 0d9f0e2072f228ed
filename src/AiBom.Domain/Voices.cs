namespace AiBom.Domain;

/// <summary>
/// Whose words a document holds: those of who stands behind it, and those that it quotes from others (CycloneDX 1.7
/// <c>citations</c>). A signature proves who quotes, and nothing of what the quoted one said; so a quotation is
/// asserted, however well the document is signed.
/// </summary>
/// <param name="ClaimedBy">Who stands behind the document: its author's id, or the poster.</param>
/// <param name="Assurance">How far what the document says itself is proved.</param>
/// <param name="Organizations">The ids of the registered organizations to which cited names are bound, by name.</param>
public sealed record Voices(string ClaimedBy, Assurance Assurance, IReadOnlyDictionary<string, string> Organizations)
{
    /// <summary>The names that are to be bound: each of whom the document quotes, once.</summary>
    public static IReadOnlyCollection<string> NamesIn(StatementSet statements) =>
    [
        .. statements.Statements
            .Select(statement => statement.CitedFrom)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Who is quoted with a statement: a registered organization's id, else the name as written. Null where the
    /// document says it itself; so it does too where it cites the very one who stands behind it.
    /// </summary>
    public string? QuotedFrom(Statement statement)
    {
        if (statement.CitedFrom is not { } name)
        {
            return null;
        }

        string speaker = Organizations.GetValueOrDefault(name, name);
        return string.Equals(speaker, ClaimedBy, StringComparison.Ordinal) ? null : speaker;
    }

    /// <summary>How far a statement is proved by the document alone.</summary>
    public Assurance AssuranceOf(Statement statement) =>
        QuotedFrom(statement) is null ? Assurance : Domain.Assurance.Asserted;
}
