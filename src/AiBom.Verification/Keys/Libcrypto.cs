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

    /// <summary>The library of the version that .NET runs on; macOS and Windows have other means, and not this.</summary>
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

    [LibraryImport(Name, EntryPoint = "ERR_clear_error")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void ClearErrors();

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
