using AiBom.Documents.Drafts;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>
/// What a package is of which neither class nor purpose tell more than that it is software, as cdxgen writes models and
/// datasets: what its package URL or the tool's own property says.
/// </summary>
internal static class FlattenedKinds
{
    private const string ToolKind = "cdx:ai:kind";

    public static EntityKind? Of(Node package)
    {
        foreach (Property kind in package.Properties[ToolKind])
        {
            switch (kind.Value)
            {
                case "model":
                    return EntityKind.Model;
                case "dataset":
                    return EntityKind.Dataset;
                default:
                    break;
            }
        }

        return PackageUrl.TryParse(package.Part.Text("software_packageUrl"), out PackageUrl? url)
            ? Terms.KindOf(url, EntityKind.SoftwareComponent)
            : null;
    }
}
