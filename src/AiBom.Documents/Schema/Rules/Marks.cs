namespace AiBom.Documents.Schema.Rules;

/// <summary>
/// Which members or items of one value some rule has looked at, by their order: what <c>unevaluatedProperties</c> and
/// <c>unevaluatedItems</c> are about. Kept only beneath these two.
/// </summary>
internal sealed class Marks(int count)
{
    private readonly ulong[] _words = new ulong[(count + 63) / 64];

    public int Count { get; } = count;

    public bool this[int order] => (_words[order >> 6] >> (order & 63) & 1) == 1;

    public void Add(int order) => _words[order >> 6] |= 1UL << (order & 63);

    public void Add(Marks others)
    {
        for (int word = 0; word < _words.Length; word++)
        {
            _words[word] |= others._words[word];
        }
    }

    public void AddUpTo(int end)
    {
        for (int order = 0; order < end; order++)
        {
            Add(order);
        }
    }
}
