using System.Buffers;
using AiBom.Documents.Json;

namespace AiBom.Documents.Schema.Values;

/// <summary>Whether an array has one value twice, in less than quadratic time whatever the values are.</summary>
internal static class UniqueItems
{
    private const int Few = 16;

    /// <summary>Whether all items differ.</summary>
    public static bool AreIn(in JsonView view, int array)
    {
        int count = view.Tokens[array].Length;
        if (count < 2)
        {
            return true;
        }

        if (count <= Few)
        {
            Span<ulong> few = stackalloc ulong[count];
            return AreDistinct(view, array, few) || FirstRepeated(view, array) < 0;
        }

        ulong[] rented = ArrayPool<ulong>.Shared.Rent(count);
        try
        {
            return AreDistinct(view, array, rented.AsSpan(0, count)) || FirstRepeated(view, array) < 0;
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }

    /// <summary>The number of the first item that an earlier one equals; -1 where there is none.</summary>
    public static int FirstRepeated(in JsonView view, int array)
    {
        var seen = new HashSet<UInt128>(view.Tokens[array].Length);
        int index = 0;
        int end = view.Tokens[array].End;
        for (int item = array + 1; item < end; item = view.Tokens[item].End, index++)
        {
            if (!seen.Add(ValueHash.Of(view, item)))
            {
                return index;
            }
        }

        return -1;
    }

    // Different hashes prove different values; equal ones prove nothing and are looked at whole.
    private static bool AreDistinct(in JsonView view, int array, Span<ulong> hashes)
    {
        int index = 0;
        int end = view.Tokens[array].End;
        for (int item = array + 1; item < end; item = view.Tokens[item].End)
        {
            hashes[index++] = ValueHash.Shallow(view, item);
        }

        if (hashes.Length > Few)
        {
            hashes.Sort();
            for (int at = 1; at < hashes.Length; at++)
            {
                if (hashes[at] == hashes[at - 1])
                {
                    return false;
                }
            }

            return true;
        }

        for (int at = 1; at < hashes.Length; at++)
        {
            if (hashes[..at].Contains(hashes[at]))
            {
                return false;
            }
        }

        return true;
    }
}
