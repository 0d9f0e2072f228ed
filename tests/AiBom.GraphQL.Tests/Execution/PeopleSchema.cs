using System.Collections.Concurrent;
using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Execution;

/// <summary>Person n, whose parent is n + 1, whose mentor is 4n, and whose friend is 4; 0 is an orphan.</summary>
internal sealed record Person(int Id)
{
    public string Name => $"person {Id}";

    public int? Parent => Id is 0 ? null : Id + 1;

    public int? Mentor => Id is 0 ? null : Id * 4;
}

/// <summary>The state of a request: what was read, batch by batch.</summary>
internal sealed class People
{
    /// <summary>Reads anybody; nobody has the number -1, and -2 cannot be read.</summary>
    public static readonly DataLoader<int, Person> ById = new("people", async batch =>
    {
        People people = batch.State<People>();
        people._batches.Enqueue([.. batch.Keys]);
        await Task.Yield();
        if (people.Failure is not null)
        {
            throw new InvalidOperationException(people.Failure);
        }

        batch.Set(batch.Keys.Where(id => id >= 0).Select(id => KeyValuePair.Create(id, new Person(id))));
        if (batch.Keys.Contains(-2))
        {
            batch.Fail(-2, new InvalidOperationException("No -2."));
        }
    });

    /// <summary>Reads the address of anybody.</summary>
    public static readonly DataLoader<string, string> Addresses = new("addresses", async batch =>
    {
        batch.State<People>()._batches.Enqueue([.. batch.Keys]);
        await Task.Yield();
        batch.Set(batch.Keys.Select(name => KeyValuePair.Create(name, $"home of {name}")));
    });

    private readonly ConcurrentQueue<object[]> _batches = new();

    /// <summary>Why nothing can be read.</summary>
    public string? Failure { get; init; }

    /// <summary>Keys with commas between them, and batches with bars.</summary>
    public string Batches => string.Join('|', _batches.Select(keys => string.Join(',', keys)));

    public IEnumerable<int> BatchSizes => _batches.Select(keys => keys.Length);
}

/// <summary>Fields that ask the same loader, each in another way.</summary>
internal static class PeopleSchema
{
    public static Schema Build()
    {
        var schema = new SchemaBuilder();
        ObjectType<Person> person = schema.Object<Person>("Person", "Somebody.");
        person.Field("name", "The name.", Scalars.String.NonNull(), item => item.Name);
        person.Field("parent", "By key.", person).Load(People.ById, item => item.Parent);
        person.Field("mentor", "By key, by itself.", person).Resolve(async (context, item) =>
            item.Mentor is { } id ? await People.ById.LoadAsync(context, id) : null);
        person.Field("friends", "By several keys.", person.List().NonNull())
            .Resolve((context, _) => People.ById.LoadManyAsync(context, [4, 4]));
        person.Field("grandparent", "By a key that a load gives.", person).Resolve(async (context, item) =>
        {
            Person? parent = await People.ById.LoadAsync(context, item.Id + 1);
            return await People.ById.LoadAsync(context, parent!.Id + 1);
        });
        person.Field("address", "By what another loader gives.", Scalars.String).Resolve(async (context, item) =>
        {
            Person? parent = await People.ById.LoadAsync(context, item.Id + 1);
            return await People.Addresses.LoadAsync(context, parent!.Name);
        });
        foreach (ObjectType<object> root in (ObjectType<object>[])[schema.Query, schema.Mutation])
        {
            DeclareRoot(root, person);
        }

        return schema.Build();
    }

    private static void DeclareRoot(ObjectType<object> root, ObjectType<Person> person)
    {
        root.Field("nobody", "An orphan.", person).Resolve((_, _) => new Person(0));
        root.Field("person", "One.", person)
            .Argument("id", "Which.", Scalars.Int.NonNull())
            .Resolve((context, _) => People.ById.LoadAsync(context, context.Argument<int>("id")));
        root.Field("people", "Some.", person.List())
            .Argument("ids", "Which.", Scalars.Int.NonNull().List().NonNull())
            .Resolve((context, _) => People.ById.LoadManyAsync(context, context.Argument<int[]>("ids")));
        root.Field("late", "One that is asked for after a while.", person)
            .Argument("id", "Which.", Scalars.Int.NonNull())
            .Resolve(async (context, _) =>
            {
                await Task.Yield();
                return await People.ById.LoadAsync(context, context.Argument<int>("id"));
            });
        root.Field("crowd", "Many, each asked for by another thread.", person.List())
            .Argument("size", "How many.", Scalars.Int.NonNull())
            .Resolve((context, _) => Task.WhenAll(Enumerable.Range(1, context.Argument<int>("size"))
                .Select(id => Task.Run(() => People.ById.LoadAsync(context, id), context.CancellationToken))));
    }
}

/// <summary>A result as text, with errors as <c>message at path</c>.</summary>
internal static class EngineText
{
    public static string Of(ExecutionResult result)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        result.WriteTo(buffer);
        using var json = JsonDocument.Parse(buffer.WrittenMemory);
        string data = json.RootElement.TryGetProperty("data", out JsonElement value) ? $"\"data\":{value}" : "";
        string errors = string.Join(',', result.Errors.Select(error =>
            $"\"{error.Message} at {string.Join('.', error.Path ?? [])}\""));
        string both = string.Join(',', ((string[])[errors.Length > 0 ? $"\"errors\":[{errors}]" : "", data])
            .Where(part => part.Length > 0));
        return $"{{{both}}}";
    }
}
