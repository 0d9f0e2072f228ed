using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Schema.Rules;

/// <summary>Takes what does not hold, and knows where in the document that is.</summary>
internal abstract class Explanation
{
    private readonly List<int> _path = [];

    /// <summary>How many complaints there were.</summary>
    public long Count { get; private set; }

    /// <summary>Whether no more is wanted.</summary>
    public virtual bool IsFull => false;

    /// <summary>Whether it wants the nearest of failed alternatives explained, and not only that all failed.</summary>
    public abstract bool LooksInside { get; }

    /// <summary>How many members and items the place is away from where this began.</summary>
    protected int Depth => _path.Count;

    /// <summary>Goes to a member, by its name's token, or to an item, by the complement of its index.</summary>
    public void Enter(int step) => _path.Add(step);

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    public void Add(ref Evaluation evaluation, Complaint complaint, int at)
    {
        if (!evaluation.IsExhausted)
        {
            Count++;
            Take(evaluation.View, complaint, at);
        }
    }

    protected abstract void Take(in JsonView view, Complaint complaint, int at);

    /// <summary>The pointer to the place (RFC 6901).</summary>
    protected string PointerIn(in JsonView view)
    {
        var pointer = new StringBuilder();
        foreach (int step in _path)
        {
            pointer.Append('/');
            if (step < 0)
            {
                pointer.Append(CultureInfo.InvariantCulture, $"{~step}");
                continue;
            }

            using var name = new PlainText(view, step);
            string text = FindingLimits.Cut(Encoding.UTF8.GetString(name.Bytes))!;
            text = text.Replace("~", "~0", StringComparison.Ordinal);
            pointer.Append(text.Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }
}

/// <summary>Lists the first complaints as findings and counts all.</summary>
internal sealed class Listing(int most) : Explanation
{
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    public override bool LooksInside => true;

    public long UnknownLicenses { get; private set; }

    public ImmutableArray<Finding> ToFindings(bool isWhole)
    {
        if (Count > most || !isWhole)
        {
            int kept = Math.Min(_findings.Count, most - 1);
            _findings.Count = kept;
            string number = isWhole ? $"{Count - kept}" : $"{Count - kept} or";
            string message = $"There are {number} more broken rules.";
            _findings.Add(Make(FindingCodes.FindingsExceeded, "", message, null, null));
        }

        return _findings.ToImmutable();
    }

    protected override void Take(in JsonView view, Complaint complaint, int at)
    {
        string code = complaint.Location.FindingCode;
        UnknownLicenses += code is FindingCodes.LicenseUnknown ? 1 : 0;
        if (_findings.Count == most)
        {
            return;
        }

        string found = Excerpt.Of(view.ExcerptOf(at, Excerpt.Bytes));
        string message = $"{complaint.Message} ({complaint.Location})";
        _findings.Add(Make(code, PointerIn(view), message, complaint.Expected, found));
    }

    private static Finding Make(string code, string pointer, string message, string? expected, string? found) =>
        new(SchemaReport.Check, Outcome.Failed, code, Severity.Warning, pointer, message, expected, found);
}

/// <summary>Tells how near an alternative came: whether it was meant, how deep it broke, and how often.</summary>
internal sealed class Distance : Explanation
{
    private const int Enough = 100;

    private int _shallowest = int.MaxValue;

    public override bool IsFull => Count >= Enough;

    public override bool LooksInside => false;

    /// <summary>The first complaint.</summary>
    public Complaint? First { get; private set; }

    /// <summary>Whether the value looks as if it was to be of this alternative.</summary>
    public bool IsMeant { get; private set; } = true;

    public bool IsLessThan(Distance other)
    {
        if (IsMeant != other.IsMeant)
        {
            return IsMeant;
        }

        return _shallowest == other._shallowest ? Count < other.Count : _shallowest > other._shallowest;
    }

    protected override void Take(in JsonView view, Complaint complaint, int at)
    {
        First ??= complaint;
        _shallowest = Math.Min(_shallowest, Depth);
        IsMeant &= Depth switch
        {
            0 => complaint.Tells is Tells.Nothing,
            1 => complaint.Tells is not Tells.Owner,
            _ => true,
        };
    }
}
