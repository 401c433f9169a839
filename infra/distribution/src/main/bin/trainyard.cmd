@echo off
rem Starts Trainyard from the folder that this script lies in.
setlocal
set "TY_HOME=%~dp0.."
set "TY_JAVA=java"
if defined JAVA_HOME set "TY_JAVA=%JAVA_HOME%\bin\java"
"%TY_JAVA%" -version 2>&1 | findstr /r /c:"version .17" >nul
if errorlevel 1 (
  echo Trainyard needs Java 17: install a JDK 17 and set JAVA_HOME to it. 1>&2
  exit /b 1
)
"%TY_JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m -cp "%TY_HOME%\lib\launcher\*" io.trainyard.launcher.Main %*
exit /b %errorlevel%
