using System.Globalization;
using System.Reflection;
using AiBom.Domain;
using AiBom.Verification.Keys;

namespace AiBom.Registry.Gates;

/// <summary>As who the service speaks: its address, its program, and the key by which it signs.</summary>
/// <param name="Address">The address under which others reach it, without a slash at the end.</param>
/// <param name="Key">The key.</param>
public sealed record RegistryIdentity(string Address, SigningKey Key)
{
    /// <summary>The address under which others reach it.</summary>
    public string Address { get; } = Address.TrimEnd('/');

    /// <summary>The version of the program.</summary>
    public static string Version { get; } =
        typeof(RegistryIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Where a policy is, by id and version.</summary>
    public string UriOf(PolicyVersion policy) =>
        string.Create(CultureInfo.InvariantCulture, $"{Address}/v1/policies/{policy.Id}/{policy.Version}");

    /// <summary>Where the original bytes of a document are.</summary>
    public string UriOf(Digest document) => $"{Address}/v1/documents/sha256/{document.Hex}";
}
