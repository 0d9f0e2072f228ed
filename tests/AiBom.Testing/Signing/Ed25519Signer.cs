using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace AiBom.Testing.Signing;

/// <summary>
/// Signs with Ed25519 in plain arithmetic, as RFC 8032 section 5.1 writes it down: slow, leaking, and independent of
/// every library that verifies.
/// </summary>
public sealed class Ed25519Signer
{
    /// <summary>The order of the base point.</summary>
    public static readonly BigInteger L = BigInteger.Pow(2, 252)
        + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = BigInteger.Parse(
        "37095705934669439343138083508754565189542113879843219016388785533085940283555", CultureInfo.InvariantCulture);

    private static readonly Point Base = Point.Of(
        BigInteger.Parse(
            "15112221349535400772501151409588531511454012693041857206046113283949847762202",
            CultureInfo.InvariantCulture),
        BigInteger.Parse(
            "46316835694926478169428394003475163141307993866256225615783033603165251855960",
            CultureInfo.InvariantCulture));

    private readonly BigInteger scalar;
    private readonly byte[] prefix;
    private readonly byte[] publicKey;

    /// <summary>The signer with a secret of 32 bytes.</summary>
    public Ed25519Signer(byte[] secret)
    {
        byte[] hash = SHA512.HashData(secret);
        prefix = hash[32..];
        byte[] low = hash[..32];
        low[0] &= 0xf8;
        low[31] = (byte)((low[31] & 0x7f) | 0x40);
        scalar = Read(low);
        publicKey = Base.Times(scalar).Encode();
    }

    /// <summary>The public key as 32 bytes.</summary>
    public ReadOnlySpan<byte> PublicKey => publicKey;

    /// <summary>The public key as a SubjectPublicKeyInfo (RFC 8410).</summary>
    public byte[] ExportSubjectPublicKeyInfo() => ToSubjectPublicKeyInfo(publicKey);

    /// <summary>A signer whose secret comes from a seed, so that it is the same in every run.</summary>
    public static Ed25519Signer FromSeed(string seed) => new(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(seed)));

    /// <summary>Any 32 bytes in the frame of a SubjectPublicKeyInfo.</summary>
    public static byte[] ToSubjectPublicKeyInfo(ReadOnlySpan<byte> raw) =>
        [.. Convert.FromHexString("302a300506032b6570032100"), .. raw];

    /// <summary>Signs bytes as they are.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        BigInteger nonce = HashToScalar(prefix, message);
        byte[] commitment = Base.Times(nonce).Encode();
        BigInteger challenge = HashToScalar([.. commitment, .. publicKey], message);
        return [.. commitment, .. Write((nonce + (challenge * scalar)) % L)];
    }

    private static BigInteger HashToScalar(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        Read(SHA512.HashData([.. first, .. second])) % L;

    private static BigInteger Read(ReadOnlySpan<byte> littleEndian) => new(littleEndian, isUnsigned: true);

    private static byte[] Write(BigInteger value)
    {
        var bytes = new byte[32];
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    /// <summary>A point in extended homogeneous coordinates (RFC 8032 section 5.1.4).</summary>
    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T)
    {
        public static Point Of(BigInteger x, BigInteger y) => new(x, y, BigInteger.One, Mod(x * y));

        public Point Times(BigInteger times)
        {
            Point sum = Of(BigInteger.Zero, BigInteger.One);
            Point power = this;
            for (BigInteger rest = times; rest > 0; rest >>= 1)
            {
                sum = rest.IsEven ? sum : sum.Plus(power);
                power = power.Plus(power);
            }

            return sum;
        }

        public byte[] Encode()
        {
            var inverse = BigInteger.ModPow(Z, P - 2, P);
            byte[] bytes = Write(Mod(Y * inverse));
            bytes[31] |= (byte)(Mod(X * inverse).IsEven ? 0 : 0x80);
            return bytes;
        }

        private static BigInteger Mod(BigInteger value) => ((value % P) + P) % P;

        private Point Plus(Point other)
        {
            BigInteger a = Mod((Y - X) * (other.Y - other.X));
            BigInteger b = Mod((Y + X) * (other.Y + other.X));
            BigInteger c = Mod(T * 2 * D * other.T);
            BigInteger d = Mod(Z * 2 * other.Z);
            (BigInteger e, BigInteger f, BigInteger g, BigInteger h) = (b - a, d - c, d + c, b + a);
            return new Point(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
        }
    }
}
