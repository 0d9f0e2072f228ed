namespace AiBom.Domain;

/// <summary>Names of rules (<see cref="Statement.Rule"/>) on which more depends than who reads them.</summary>
public static class StatementRules
{
    /// <summary>What a run read and made, as the system that watched it reports it (OpenLineage).</summary>
    public const string ObservedRun = "openlineage:run";
}
