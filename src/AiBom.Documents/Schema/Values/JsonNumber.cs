using System.Numerics;

namespace AiBom.Documents.Schema.Values;

/// <summary>
/// A JSON number as it is meant: a sign, digits and a power of ten, exact however long. <c>1</c>, <c>1.0</c> and
/// <c>10e-1</c> are one number.
/// </summary>
internal readonly ref struct JsonNumber
{
    /// <summary>Exponents beyond this count as this; no two numbers that anybody means differ there.</summary>
    private const long FarthestExponent = 1_000_000_000_000_000;

    private readonly ReadOnlySpan<byte> _digits;

    /// <summary>Reads a number's text (RFC 8259 section 6).</summary>
    public JsonNumber(ReadOnlySpan<byte> text)
    {
        bool isNegative = text[0] == '-';
        int e = text.IndexOfAny((byte)'e', (byte)'E');
        long exponent = e < 0 ? 0 : ExponentOf(text[(e + 1)..]);
        ReadOnlySpan<byte> digits = text[(isNegative ? 1 : 0)..(e < 0 ? text.Length : e)];
        digits = digits.TrimStart("0."u8);

        // The point may have gone with the leading zeros; then all that is left stands behind it.
        ReadOnlySpan<byte> mantissa = text[..(e < 0 ? text.Length : e)];
        int point = mantissa.IndexOf((byte)'.');
        int behind = point < 0 ? 0 : mantissa.Length - point - 1;
        ReadOnlySpan<byte> trimmed = digits.IndexOf((byte)'.') < 0 && point < 0
            ? digits.TrimEnd((byte)'0')
            : digits.TrimEnd("0."u8);

        // Trailing zeros raise the exponent; the point among them is no digit.
        ReadOnlySpan<byte> cut = digits[trimmed.Length..];
        int zeros = cut.Length - (cut.IndexOf((byte)'.') < 0 ? 0 : 1);
        _digits = trimmed;
        IsNegative = isNegative && !trimmed.IsEmpty;
        Exponent = trimmed.IsEmpty
            ? 0
            : Math.Clamp(exponent - behind + zeros, -FarthestExponent, FarthestExponent);
        Count = trimmed.Length - (trimmed.IndexOf((byte)'.') < 0 ? 0 : 1);
    }

    public bool IsNegative { get; }

    /// <summary>The power of ten that the last digit counts; the last digit is not zero.</summary>
    public long Exponent { get; }

    public bool IsZero => _digits.IsEmpty;

    public bool IsInteger => Exponent >= 0;

    private int Count { get; }

    /// <summary>Below zero where the first is less than the second, zero where they are equal.</summary>
    public static int Compare(in JsonNumber first, in JsonNumber second)
    {
        if (first.IsZero || second.IsZero || first.IsNegative != second.IsNegative)
        {
            return first.Sign.CompareTo(second.Sign);
        }

        int magnitude = (first.Exponent + first.Count).CompareTo(second.Exponent + second.Count);
        if (magnitude == 0)
        {
            magnitude = CompareDigits(first._digits, second._digits);
        }

        return first.IsNegative ? -magnitude : magnitude;
    }

    /// <summary>Whether this is an integer times <paramref name="divisor"/>.</summary>
    /// <param name="divisor">Its digits make at most <see cref="MostDivisorDigits"/>.</param>
    public bool IsMultipleOf(in JsonNumber divisor)
    {
        if (IsZero)
        {
            return true;
        }

        // The last digit is not zero, so no power of ten is left to be divided out.
        if (Exponent < divisor.Exponent)
        {
            return false;
        }

        ulong by = 0;
        foreach (byte digit in divisor._digits)
        {
            by = digit == '.' ? by : (10 * by) + (ulong)(digit - '0');
        }

        ulong rest = 0;
        foreach (byte digit in _digits)
        {
            rest = digit == '.' ? rest : ((10 * rest) + (ulong)(digit - '0')) % by;
        }

        return (BigInteger.ModPow(10, Exponent - divisor.Exponent, by) * rest % by).IsZero;
    }

    /// <summary>The most digits that a divisor may have, so that a remainder and one digit more fit 64 bits.</summary>
    public const int MostDivisorDigits = 18;

    public bool IsDivisor => !IsZero && !IsNegative && Count <= MostDivisorDigits;

    /// <summary>The same for equal numbers.</summary>
    public ulong Hash(ulong seed)
    {
        ulong hash = ValueHash.Mix(ValueHash.Mix(seed, (ulong)Exponent ^ ~seed), seed ^ (IsNegative ? 1UL : 0));
        foreach (byte digit in _digits)
        {
            hash = digit == '.' ? hash : ValueHash.Mix(hash ^ digit, seed);
        }

        return hash;
    }

    private int Sign => (IsZero ? 0 : 1) - (IsNegative ? 2 : 0);

    private static long ExponentOf(ReadOnlySpan<byte> text)
    {
        bool isNegative = text[0] == '-';
        long exponent = 0;
        foreach (byte digit in text[(isNegative || text[0] == '+' ? 1 : 0)..])
        {
            exponent = Math.Min((10 * exponent) + (digit - '0'), FarthestExponent);
        }

        return isNegative ? -exponent : exponent;
    }

    private static int CompareDigits(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        (int one, int other) = (0, 0);
        while (one < first.Length && other < second.Length)
        {
            one += first[one] == '.' ? 1 : 0;
            other += second[other] == '.' ? 1 : 0;
            int digit = first[one++].CompareTo(second[other++]);
            if (digit != 0)
            {
                return digit;
            }
        }

        return (first.Length - one).CompareTo(second.Length - other);
    }
}
