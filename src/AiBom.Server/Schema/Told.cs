using System.Collections.Immutable;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Catalog;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>Something that a document says, with the document.</summary>
/// <param name="Aibom">The document.</param>
/// <param name="Sayings">All that it says.</param>
/// <param name="Value">This.</param>
internal sealed record Told<T>(SubmissionRecord Aibom, DocumentSayings Sayings, T Value)
    where T : notnull
{
    /// <summary>Something else that the same document says.</summary>
    public Told<TOther> With<TOther>(TOther other)
        where TOther : notnull => new(Aibom, Sayings, other);
}

/// <summary>Leads from what a document says to entities of it.</summary>
internal static class ToldFields
{
    /// <summary>Resolves the entities at positions of the document.</summary>
    public static Field<Told<T>> ResolveDeclared<T>(
        this Field<Told<T>> field, Func<T, ImmutableArray<int>> positionsOf)
        where T : notnull => field.ResolveBatch(async (context, parents) =>
        {
            DeclarationRecord[][] declared = await DeclaredAsync(context, parents);
            return await Task.WhenAll(parents.Select(async (told, at) =>
                (await Loaders.Entities.LoadManyAsync(
                    context, positionsOf(told.Value).Select(position => declared[at][position].EntityId)))
                .OfType<Entity>()
                .DistinctBy(entity => entity.Id)
                .ToArray()));
        });

    /// <summary>Resolves the entity at a position of the document.</summary>
    public static Field<Told<T>> ResolveDeclared<T>(this Field<Told<T>> field, Func<T, int?> positionOf)
        where T : notnull => field.ResolveBatch(async (context, parents) =>
        {
            DeclarationRecord[][] declared = await DeclaredAsync(context, parents);
            return await Task.WhenAll(parents.Select(async (told, at) => positionOf(told.Value) is { } position
                ? await Loaders.Entities.LoadAsync(context, declared[at][position].EntityId)
                : null));
        });

    private static async Task<DeclarationRecord[][]> DeclaredAsync<T>(
        ResolveContext context, IReadOnlyList<Told<T>> parents)
        where T : notnull =>
        [.. (await Loaders.Declarations.LoadManyAsync(context, parents.Select(told => told.Aibom.Sequence)))
            .Select(declared => declared ?? [])];
}
