using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Schema.Rules;

/// <summary>Where a keyword stands: JSON Schema's absolute keyword location, written out only to be read.</summary>
/// <param name="Resource">The schema's URI.</param>
/// <param name="At">The pointer in it.</param>
/// <param name="FindingCode">The code of what its rules find.</param>
internal sealed record Location(string Resource, Pointer At, string FindingCode)
{
    public Location To(string name) => this with { At = At.To(name) };

    public Location To(int index) => this with { At = At.To(index) };

    public override string ToString() => $"{Resource}#{At}";
}

/// <summary>How much a complaint says of what was meant.</summary>
internal enum Tells
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The value is of another type or none of those listed: another alternative may be meant.</summary>
    Value,

    /// <summary>It is not the only value allowed: an alternative for the object that has it may be meant.</summary>
    Owner,
}

/// <summary>What is said where a rule does not hold.</summary>
/// <param name="location">The rule.</param>
/// <param name="message">One sentence for a person.</param>
/// <param name="expected">What should have come.</param>
/// <param name="tells">What it says of what was meant.</param>
internal sealed class Complaint(
    Location location, string message, string? expected = null, Tells tells = Tells.Nothing)
{
    public Location Location { get; } = location;

    public string Message { get; } = message;

    public string? Expected { get; } = FindingLimits.Cut(expected);

    public Tells Tells { get; } = tells;

    /// <summary>The same complaint where it is known better what should have come.</summary>
    public Complaint Expecting(string value) => new(Location, Message, value, Tells);
}
