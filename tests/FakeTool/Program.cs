using Transcoder.FakeTool;

return await new Script(args).PlayAsync();
