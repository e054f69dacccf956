// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;

/**
 * Lays out what goes into the agent's jar, run by the build between compiling and packaging:
 *
 * <pre>
 * dev/amplitude4j/agent/boot/   the entry points, the only classes that the application's class path sees
 * boot/bridge.bin               the bridge, renamed into java.lang
 * inst/**.classdata             everything else; calls of the bridge are renamed with it
 * META-INF/amplitude/           licences and notices of what is in inst
 * </pre>
 *
 * <p>Arguments: the folder to fill, the folders of our classes, the class path.
 */
public class AgentJar {

    private static final String BOOT = "dev/amplitude4j/agent/boot/";
    private static final String BRIDGE = "dev/amplitude4j/agent/bridge/Bridge";
    private static final SimpleRemapper INTO_JAVA_LANG =
            new SimpleRemapper(Opcodes.ASM9, BRIDGE, "java/lang/$Amplitude4j");

    private final Path out;

    private AgentJar(Path out) {
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        AgentJar jar = new AgentJar(Path.of(args[0]));
        jar.clear();
        jar.addOurs(Path.of(args[1]));
        jar.addOurs(Path.of(args[2]));
        for (String entry : args[3].split(System.getProperty("path.separator"))) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                if (!Files.isSameFile(path, Path.of(args[1]))) {
                    jar.addLibrary(path, path.getParent().getParent().getFileName().toString());
                }
            } else {
                try (FileSystem zip = FileSystems.newFileSystem(path)) {
                    jar.addLibrary(zip.getPath("/"), path.getFileName().toString().replaceAll("\\.jar$", ""));
                }
            }
        }
    }

    private void clear() throws IOException {
        if (Files.exists(out)) {
            try (Stream<Path> old = Files.walk(out)) {
                for (Path path : old.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void addOurs(Path classes) throws IOException {
        for (Path file : files(classes)) {
            String name = classes.relativize(file).toString().replace('\\', '/');
            byte[] bytes = Files.readAllBytes(file);
            if (name.endsWith("package-info.class")) {
                continue;
            }
            if (!name.endsWith(".class")) {
                write("inst/" + name, bytes);
            } else if (name.startsWith(BOOT)) {
                write(name, bytes);
            } else if (name.equals(BRIDGE + ".class")) {
                write("boot/bridge.bin", renamed(bytes));
            } else {
                write("inst/" + name + "data", renamed(bytes));
            }
        }
    }

    private void addLibrary(Path root, String library) throws IOException {
        for (Path file : files(root)) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (isLegal(name)) {
                write("META-INF/amplitude/licences/" + library + "/" + file.getFileName(), Files.readAllBytes(file));
            } else if (isNeeded(name)) {
                write("inst/" + name + (name.endsWith(".class") ? "data" : ""), Files.readAllBytes(file));
            }
        }
    }

    private static boolean isLegal(String name) {
        return name.matches("META-INF/((LICENSE|NOTICE)[^/]*|licenses/.*)");
    }

    /**
     * Newer variants of classes are left out, since the loader of the agent takes those for all Java versions; and Byte Buddy's
     * own agents, three hundred kilobytes that nothing here refers to.
     */
    private static boolean isNeeded(String name) {
        return !name.startsWith("META-INF/")
                && !name.startsWith("net/bytebuddy/agent/builder/")
                && !name.endsWith("module-info.class")
                && !name.endsWith(".kotlin_builtins");
    }

    private static byte[] renamed(byte[] bytes) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(new ClassRemapper(writer, INTO_JAVA_LANG), 0);
        return writer.toByteArray();
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path target = out.resolve(name);
        Files.createDirectories(target.getParent());
        Files.write(target, bytes);
    }
}
