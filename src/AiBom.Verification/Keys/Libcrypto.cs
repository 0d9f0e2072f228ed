using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace AiBom.Verification.Keys;

/// <summary>
/// The few functions of OpenSSL's libcrypto that .NET does not offer. It is the very library that .NET itself has
/// loaded, so the operating system keeps it patched and nothing is shipped for it.
/// </summary>
internal static partial class Libcrypto
{
    private const string Name = "libcrypto";
    private const int Ed25519 = 1087;

    private static readonly nint Library = Load();

    static Libcrypto() => NativeLibrary.SetDllImportResolver(
        typeof(Libcrypto).Assembly, (name, _, _) => string.Equals(name, Name, StringComparison.Ordinal) ? Library : 0);

    /// <summary>Whether the library is there. Where it is not, nothing else here may be called.</summary>
    public static bool IsLoaded => Library != 0;

    /// <summary>Imports a raw public key of 32 bytes (RFC 8032 section 5.1.5).</summary>
    public static EvpKey ImportEd25519(ReadOnlySpan<byte> key)
    {
        EvpKey imported = NewRawPublicKey(Ed25519, 0, key, (nuint)key.Length);
        return imported.IsInvalid ? throw new CryptographicException("libcrypto took no Ed25519 key.") : imported;
    }

    /// <summary>Whether a pure Ed25519 signature holds (RFC 8032 section 5.1.7).</summary>
    public static bool Verifies(EvpKey key, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        nint context = NewContext();
        try
        {
            // A failure leaves its reason in the thread's queue, where the platform's next call would come upon it.
            bool holds = DigestVerifyInit(context, 0, 0, 0, key) == 1
                && DigestVerify(context, signature, (nuint)signature.Length, content, (nuint)content.Length) == 1;
            ClearErrors();
            return holds;
        }
        finally
        {
            FreeContext(context);
        }
    }

    /// <summary>Starts a BLAKE2b hash of 64 bytes (RFC 7693).</summary>
    public static DigestContext StartBlake2b512()
    {
        var context = new DigestContext(NewContext());
        return !context.IsInvalid && DigestInit(context, Blake2b512(), 0) == 1
            ? context
            : throw new CryptographicException("libcrypto has no BLAKE2b.");
    }

    /// <summary>Hashes the next bytes.</summary>
    public static void Append(DigestContext context, ReadOnlySpan<byte> bytes)
    {
        if (DigestUpdate(context, bytes, (nuint)bytes.Length) != 1)
        {
            throw new CryptographicException("libcrypto did not hash.");
        }
    }

    /// <summary>Writes the hash of all bytes since the last one, and starts anew.</summary>
    public static void Finish(DigestContext context, Span<byte> digest)
    {
        if (DigestFinal(context, digest, 0) != 1 || DigestInit(context, Blake2b512(), 0) != 1)
        {
            throw new CryptographicException("libcrypto did not hash.");
        }
    }

    /// <summary>The library of the version that .NET runs on; elsewhere .NET has other means.</summary>
    private static nint Load()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        string file = LinuxFile();
        return NativeLibrary.TryLoad(file, out nint library) ? library : 0;
    }

    [SupportedOSPlatform("linux")]
    private static string LinuxFile()
    {
        long version = SafeEvpPKeyHandle.OpenSslVersion;
        long major = version >> 28;
        return major == 1 ? "libcrypto.so.1.1" : $"libcrypto.so.{major}";
    }

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial EvpKey NewRawPublicKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void FreeKey(nint key);

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_new")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint NewContext();

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void FreeContext(nint context);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerifyInit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DigestVerifyInit(nint context, nint keyContext, nint digest, nint engine, EvpKey key);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerify")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DigestVerify(
        nint context, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> content, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_blake2b512")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Blake2b512();

    [LibraryImport(Name, EntryPoint = "EVP_DigestInit_ex")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DigestInit(DigestContext context, nint digest, nint engine);

    [LibraryImport(Name, EntryPoint = "EVP_DigestUpdate")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DigestUpdate(DigestContext context, ReadOnlySpan<byte> bytes, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_DigestFinal_ex")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DigestFinal(DigestContext context, Span<byte> digest, nint length);

    [LibraryImport(Name, EntryPoint = "ERR_clear_error")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void ClearErrors();

    /// <summary>A hash that is being computed, by one thread at a time.</summary>
    internal sealed class DigestContext : SafeHandleZeroOrMinusOneIsInvalid
    {
        public DigestContext(nint context)
            : base(ownsHandle: true) => SetHandle(context);

        /// <inheritdoc/>
        protected override bool ReleaseHandle()
        {
            FreeContext(handle);
            return true;
        }
    }

    /// <summary>An imported key. It is only read, so threads may share it.</summary>
    internal sealed class EvpKey() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        /// <inheritdoc/>
        protected override bool ReleaseHandle()
        {
            FreeKey(handle);
            return true;
        }
    }
}
