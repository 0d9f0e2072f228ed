using AiBom.Server;

return await ServerCommand.RunAsync(args);
