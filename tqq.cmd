@echo off
rem Starts tqq; builds it first (dotnet decides what is out of date).
setlocal
set "root=%~dp0"
where dotnet >nul 2>nul || (echo tqq: the .NET 10 SDK is needed and 'dotnet' was not found: see https://dotnet.microsoft.com/download 1>&2 & exit /b 1)
pushd "%root%"
dotnet build src\Tqq.Cli -c Release -v quiet --nologo 1>&2
if errorlevel 1 (popd & echo tqq: the build failed 1>&2 & exit /b 1)
popd
dotnet "%root%artifacts\bin\Tqq.Cli\release\tqq.dll" %*
exit /b %errorlevel%
