using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>The facts of every key as columns of bytes and numbers, 20 bytes a key.</summary>
internal sealed class KeyTable(int maxId)
{
    private const int SchemeShift = 3;
    private const int DescribedBit = 1 << 6;
    private const int SilentBit = 1 << 7;

    private readonly byte[] _traits = new byte[maxId + 1];
    private readonly byte[] _ancestors = new byte[maxId + 1];
    private readonly byte[] _trainingData = new byte[maxId + 1];
    private readonly byte[] _createdAssurance = new byte[maxId + 1];
    private readonly long[] _createdTicks = new long[maxId + 1];
    private readonly long[] _createdSequence = new long[maxId + 1];

    public int MaxId { get; } = maxId;

    public KeyFacts this[int id]
    {
        get
        {
            byte traits = _traits[id];
            Claimed<DateTimeOffset>? created = _createdAssurance[id] is 0
                ? null
                : new(
                    new DateTimeOffset(_createdTicks[id], TimeSpan.Zero),
                    (Assurance)_createdAssurance[id],
                    _createdSequence[id]);
            return new KeyFacts(
                (EntityKind)(traits & 7),
                SchemeOf(traits),
                created,
                Unpack(_ancestors[id]),
                Unpack(_trainingData[id]),
                (traits & DescribedBit) != 0);
        }

        set
        {
            _traits[id] = (byte)((int)value.Kind
                | ((int)value.Scheme << SchemeShift)
                | (value.IsDescribed ? DescribedBit : 0)
                | (value.Silences is Doubts.None ? 0 : SilentBit));
            _ancestors[id] = Pack(value.Ancestors);
            _trainingData[id] = Pack(value.TrainingData);
            _createdAssurance[id] = value.Created is { } created ? (byte)created.Assurance : (byte)0;
            _createdTicks[id] = value.Created?.Value.UtcTicks ?? 0;
            _createdSequence[id] = value.Created?.Sequence ?? 0;
        }
    }

    public bool Has(int id) => (uint)id < (uint)_traits.Length && _traits[id] != 0;

    public bool IsDescribed(int id) => (_traits[id] & DescribedBit) != 0;

    /// <summary>Whether nobody said how complete its lineage is.</summary>
    public bool IsSilent(int id) => (_traits[id] & SilentBit) != 0;

    public IdentityScheme Scheme(int id) => SchemeOf(_traits[id]);

    private static IdentityScheme SchemeOf(byte traits) => (IdentityScheme)((traits >> SchemeShift) & 7);

    private static byte Pack(Claimed<Completeness>? claim) =>
        claim is { } said ? (byte)(((int)said.Value << 3) | (int)said.Assurance) : (byte)0;

    // Of two claims about completeness the assurance and the value decide, never the sequence, so it is not kept.
    private static Claimed<Completeness>? Unpack(byte bits) =>
        bits is 0 ? null : new Claimed<Completeness>((Completeness)(bits >> 3), (Assurance)(bits & 7), 0);
}
