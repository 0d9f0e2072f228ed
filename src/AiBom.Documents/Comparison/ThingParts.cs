using AiBom.Domain;

namespace AiBom.Documents.Comparison;

/// <summary>What part things play in a document, by which a person calls them.</summary>
internal sealed class ThingParts
{
    private readonly HashSet<ComparedThing> sources = [];
    private readonly HashSet<ComparedThing> derived = [];
    private readonly HashSet<ComparedThing> adapters = [];

    public ThingParts(ComparedDocument document)
    {
        foreach (Statement derivation in document.Statements.Statements
            .Where(statement => statement.Predicate is EdgeKind.DerivedFrom))
        {
            ComparedThing subject = document.ThingAt(derivation.Subject);
            derived.Add(subject);
            sources.Add(document.ThingAt(derivation.Object));
            if (derivation.Method is DerivationMethod.Adapter)
            {
                adapters.Add(subject);
            }
        }
    }

    /// <summary>The part of a thing that this document speaks of.</summary>
    public EntityPart Of(ComparedThing? thing) => thing switch
    {
        null => EntityPart.Other,
        _ when thing.Document.Subject == thing => EntityPart.Subject,
        _ when adapters.Contains(thing) => EntityPart.Adapter,
        { Kind: EntityKind.Model } when sources.Contains(thing) && !derived.Contains(thing) => EntityPart.BaseModel,
        _ => EntityPart.Other,
    };
}
