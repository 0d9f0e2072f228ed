using System.Runtime.InteropServices;

namespace AiBom.Documents.Schema.Values;

/// <summary>Finds a value by the bytes of its name, without making a string. Made once, then only read.</summary>
internal sealed class Utf8Table<T>
    where T : class
{
    private readonly Entry[] _entries;
    private readonly int _mask;

    public Utf8Table(IReadOnlyCollection<KeyValuePair<string, T>> values)
    {
        // At most a third is used, so that an absent name is mostly told from the first look.
        _entries = new Entry[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(3 * values.Count) + 1)];
        _mask = _entries.Length - 1;
        foreach ((string name, T value) in values)
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(name);
            uint hash = HashOf(bytes);
            int at = (int)hash & _mask;
            while (_entries[at].Name is not null)
            {
                at = (at + 1) & _mask;
            }

            _entries[at] = new Entry(bytes, hash, value);
        }
    }

    /// <summary>The value of a name; null where there is none.</summary>
    public T? Find(ReadOnlySpan<byte> name)
    {
        uint hash = HashOf(name);
        int at = (int)hash & _mask;
        while (_entries[at].Name is { } known)
        {
            if (_entries[at].Hash == hash && name.SequenceEqual(known))
            {
                return _entries[at].Value;
            }

            at = (at + 1) & _mask;
        }

        return null;
    }

    // Looks at the length and at both ends only: the names are the schema's, so a stranger can make it slow no more
    // than one comparison with each name that collides.
    private static uint HashOf(ReadOnlySpan<byte> name)
    {
        ulong ends;
        if (name.Length >= 8)
        {
            ends = MemoryMarshal.Read<ulong>(name) ^ ulong.RotateLeft(MemoryMarshal.Read<ulong>(name[^8..]), 29);
        }
        else if (name.Length >= 4)
        {
            ends = MemoryMarshal.Read<uint>(name) | ((ulong)MemoryMarshal.Read<uint>(name[^4..]) << 32);
        }
        else
        {
            ends = 0;
            foreach (byte unit in name)
            {
                ends = (ends << 8) | unit;
            }
        }

        ulong mixed = (ends ^ (ulong)name.Length) * 0x9E37_79B9_7F4A_7C15;
        return (uint)(mixed >> 32);
    }

    private readonly record struct Entry(byte[]? Name, uint Hash, T Value);
}
