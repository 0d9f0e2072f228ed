namespace AiBom.Server.Demo;
internal static class DemoCommand { public static Task<int> RunAsync(string[] args) => Task.FromResult(0); }
