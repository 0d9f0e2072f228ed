using AiBom.Documents.Json;
using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Documents;

/// <summary>
/// Collects the findings of one reading, bounded. Information never pushes a warning out, and nothing pushes out the
/// finding that refuses the document.
/// </summary>
internal sealed class Report
{
    private const string Check = "reader";

    private readonly List<Finding> _warnings = [];
    private readonly List<Finding> _information = [];
    private readonly HashSet<(string Code, string Pointer)> _said = [];
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);
    private Finding? _refusal;
    private int _left;

    /// <summary>Whether the document is rejected: whoever reads on may stop.</summary>
    public bool IsRefused => _refusal is not null;

    /// <summary>The code of everything that was noticed, also of what the bound left out.</summary>
    public IReadOnlySet<string> Codes => _codes;

    /// <summary>The document is rejected; the first reason stands.</summary>
    public void Refuse(
        string code,
        string pointer,
        string message,
        string? expected = null,
        string? found = null,
        Outcome outcome = Outcome.Malformed)
    {
        _codes.Add(code);
        _refusal ??= Make(outcome, code, Severity.Error, pointer, message, expected, found);
    }

    /// <summary>Something is wrong, and the rest was taken.</summary>
    public void Warn(string code, Pointer pointer, string message, string? expected = null, string? found = null) =>
        Warn(Outcome.Failed, code, pointer, message, expected, found);

    /// <summary>Something is beyond what is read here, so the rest may say less than the document does.</summary>
    public void LeaveOut(string code, Pointer pointer, string message, string? found) =>
        Warn(Outcome.Unsupported, code, pointer, message, expected: null, found);

    /// <summary>Worth knowing.</summary>
    public void Inform(string code, Pointer pointer, string message)
    {
        _codes.Add(code);
        if (_information.Count < FindingLimits.PerDocument)
        {
            _information.Add(Make(Outcome.Passed, code, Severity.Information, pointer.ToString(), message, null, null));
        }
        else
        {
            _left++;
        }
    }

    public ImmutableArray<Finding> ToFindings()
    {
        List<Finding> all = _refusal is null ? [] : [_refusal];
        all.AddRange(_warnings);
        all.AddRange(_information);
        int total = all.Count + _left;
        if (total <= FindingLimits.PerDocument)
        {
            return [.. all];
        }

        int kept = FindingLimits.PerDocument - 1;
        return
        [
            .. all.Take(kept),
            Make(
                Outcome.Failed,
                FindingCodes.FindingsExceeded,
                Severity.Warning,
                "",
                $"There are {total - kept} more findings.",
                null,
                null),
        ];
    }

    private void Warn(
        Outcome outcome, string code, Pointer pointer, string message, string? expected, string? found)
    {
        _codes.Add(code);
        if (_warnings.Count == FindingLimits.PerDocument)
        {
            _left++;
            return;
        }

        // Several rules look at one field; what is wrong with it is said once.
        string at = pointer.ToString();
        if (_said.Add((code, at)))
        {
            _warnings.Add(Make(outcome, code, Severity.Warning, at, message, expected, found));
        }
    }

    private static Finding Make(
        Outcome outcome,
        string code,
        Severity severity,
        string pointer,
        string message,
        string? expected,
        string? found) =>
        new(
            Check,
            outcome,
            code,
            severity,
            pointer,
            message,
            expected,
            FindingLimits.Cut(found));
}
