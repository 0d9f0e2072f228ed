namespace AiBom.Registry.Gates;

/// <summary>
/// One question that a gate asks about a thing of the record. It reads nothing but the case that it is given, so the
/// same case always gets the same answer.
/// </summary>
public abstract class GateRule : NamedRule
{
    private protected GateRule(string code)
        : base(code)
    {
    }

    /// <summary>What speaks against the subject of a case; nothing where the rule is met.</summary>
    public abstract IEnumerable<Objection> Judge(GateCase gateCase, RuleParameters parameters);
}
