namespace AiBom.Storage.Tests;

public sealed class SqliteStoreTests : StoreTests
{
    protected override Task<TestStore> OpenAsync() => TestStore.OpenAsync();
}
