using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using AiBom.Domain;
using AiBom.Registry.Catalog;

namespace AiBom.Server.Schema;

/// <summary>Global ids (Relay): opaque to clients, the type's name and its key within the type.</summary>
internal static class GlobalId
{
    private const int MaxLength = 1_024;

    /// <summary>Makes the id of a node.</summary>
    public static string Of(string type, string key) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{type}:{key}"));

    /// <summary>Makes the id of an entity.</summary>
    public static string Of(Entity entity) =>
        Of(TypeOf(entity.Kind), entity.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads an id; false where it is none of ours.</summary>
    public static bool TryParse(
        string id, [NotNullWhen(true)] out string? type, [NotNullWhen(true)] out string? key)
    {
        (type, key) = (null, null);
        if (id.Length is 0 or > MaxLength || !Base64Url.IsValid(id))
        {
            return false;
        }

        string text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id));
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return false;
        }

        (type, key) = (text[..colon], text[(colon + 1)..]);
        return true;
    }

    /// <summary>The entity's number that an id holds; null where it is no entity's.</summary>
    public static int? EntityOf(string id) =>
        TryParse(id, out string? type, out string? key)
        && Enum.GetValues<EntityKind>().Any(kind => string.Equals(TypeOf(kind), type, StringComparison.Ordinal))
        && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;

    private static string TypeOf(EntityKind kind) => kind switch
    {
        EntityKind.Model => "ModelVersion",
        EntityKind.Dataset => "DatasetVersion",
        EntityKind.LabelSet => "LabelSet",
        EntityKind.AiSystem => "AiSystemVersion",
        EntityKind.SoftwareComponent => "SoftwareComponent",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
    };
}
